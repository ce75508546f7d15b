import type { OpenLetter } from '#server/features/demonstration/content/types.ts';

/** The collective production of the cohort, half written: some parts are settled, one is nearly empty. */
export const openLetter: OpenLetter = {
  key: 'lettre-deplacements',
  space: 'promo-2026',
  title: 'Le dernier car est à 19 h 12',
  subtitle: 'Lettre ouverte de la Promo 2026 sur ce qui nous empêche de venir, et de rentrer',
  themes: [
    {
      key: 'se-deplacer',
      title: 'Se déplacer quand on n’a ni permis ni argent',
      question:
        'Combien de personnes renoncent à s’engager parce qu’elles ne peuvent pas rentrer ?',
      presentedBy: ['jules-kieffer', 'aminata-diallo'],
      firstChoices: 11,
      outcome: 'chosen',
      explanation:
        'Retenu après deux tours, à onze voix sur vingt-quatre au premier choix. Le groupe a demandé que les deux autres thèmes nourrissent le texte.',
    },
    {
      key: 'decider',
      title: 'Entrer au conseil d’administration avant trente ans',
      question:
        'Que faudrait-il changer dans nos statuts, nos horaires et nos habitudes pour que des jeunes décident ?',
      presentedBy: ['loic-stoll', 'rayan-belkacem'],
      firstChoices: 8,
      outcome: 'kept',
      explanation:
        'Huit premiers choix. Sa question revient dans la dernière section, et Loïc en garde la trace pour la rencontre avec les dirigeants.',
    },
    {
      key: 'fatigue',
      title: 'La fatigue de celles et ceux qui aident',
      question: 'Comment s’occupe-t-on des personnes qui s’occupent des autres ?',
      presentedBy: ['josephine-mbemba', 'elif-yildiz'],
      firstChoices: 5,
      outcome: 'kept',
      explanation:
        'Cinq premiers choix. Joséphine a accepté d’écrire sur ce que les trajets coûtent, « avec la fatigue dedans ».',
    },
  ],
  sections: [
    {
      key: 'lecteurs',
      title: 'À celles et ceux qui nous lisent',
      phase: 'frozen',
      paragraphs: [
        'Cette lettre a été commencée dans un train, continuée dans un car, et relue par des gens qui attendaient l’un ou l’autre. Nous sommes vingt-quatre. Nous avons entre seize et trente ans. Nous servons des repas, réparons des vélos, projetons des films, accompagnons des personnes âgées, apprenons à d’autres les gestes qui sauvent.',
        'On dit souvent de nous que nous ne voulons plus nous engager. Venez à 19 h devant la gare de votre choix. Vous nous verrez partir avant la fin.',
        'Nous ne demandons pas que l’on nous plaigne. Nous demandons que l’on regarde une carte, puis une montre, puis de nouveau la carte.',
      ],
      authorsByParagraph: [['lina-haddad', 'jules-kieffer'], ['moussa-camara'], ['lina-haddad']],
    },
    {
      key: 'ce-que-nous-vivons',
      title: 'Ce que nous vivons',
      phase: 'adopted',
      paragraphs: [
        'Le dernier car pour mon village part à 19 h 12. La séance du ciné-club commence à 20 h. Depuis trois ans, je montre des films dont je ne vois la fin que chez moi, tout seul, parce que mon grand-père vient me chercher à 21 h et qu’il n’aime pas conduire plus tard.',
        'Dans notre orchestre, deux amis ont arrêté. Ni l’un ni l’autre n’a dit pourquoi à la répétition. Ils l’ont dit à ma mère, dans la voiture.',
        'J’ai eu mon permis à la troisième tentative et au bout de 2 140 euros. Depuis, je suis devenue, dans mon association, quelqu’un à qui l’on confie des choses. Je voudrais croire que c’est moi qui ai changé.',
        'Quand j’ai manqué le car, la première année, je n’ai pas osé appeler. Je ne savais pas encore dire « pouvez-vous venir me chercher » sans que cela ressemble à un ordre. J’ai marché neuf kilomètres. Il y avait une très belle lune, je le dis pour être juste.',
        'L’une de nos camarades se déplace en fauteuil. Elle a relu ce passage et nous a demandé d’écrire simplement ceci : pour prendre le train de 8 h 04, elle doit prévenir la veille avant 20 h. Elle n’a pas le droit à l’imprévu.',
      ],
      authorsByParagraph: [
        ['jules-kieffer'],
        ['clara-zimmermann'],
        ['aminata-diallo'],
        ['noor-rahimi'],
        ['thibault-gangloff', 'kenza-el-amrani'],
      ],
    },
    {
      key: 'ce-que-ca-coute',
      title: 'Ce que ça coûte, et à qui',
      phase: 'consultation',
      paragraphs: [
        'Nous avons mis nos vingt-quatre trajets dans un tableau. Quatorze d’entre nous n’ont aucun retour possible après 20 h sans voiture. Neuf dépensent plus de quarante euros par mois pour aller rendre service. Cinq connaissent les deux situations. Ce n’est pas une étude, c’est nous ; faites le même tableau avec vos bénévoles et comparez.',
        'Le prix ne se voit pas tout de suite. Je me lève à 4 h 20 pour mon équipe du matin, j’ai mes filles jusqu’à 18 h, puis l’atelier de couture. Si je rate la correspondance, je rentre à 23 h. Un soir je me suis endormie debout contre une affiche qui disait que le bénévolat donne de l’énergie.',
        'Les parents paient aussi, puisque nous les transformons en chauffeurs. Les associations paient, qui finissent par ne recruter que dans un rayon de trois kilomètres et s’étonnent ensuite de se ressembler. Et il y a ceux qui ne sont jamais venus : eux, personne ne peut les compter.',
        'Je viens d’un pays où l’on sait ce qu’une route coupée fait aux gens. Je ne compare pas. Je dis seulement que l’on s’habitue très vite à ne plus aller quelque part, et qu’un jour on croit l’avoir choisi.',
      ],
      authorsByParagraph: [
        ['tuan-nguyen'],
        ['josephine-mbemba'],
        ['sofia-ferreira', 'rayan-belkacem'],
        ['oksana-melnyk'],
      ],
    },
    {
      key: 'pas-d-accord',
      title: 'Là où nous ne sommes pas d’accord',
      phase: 'consultation',
      paragraphs: [
        'Nous aurions pu effacer cette partie. Pendant six semaines, nous avons cherché une phrase qui convienne à tout le monde, et nous n’avons trouvé que des phrases qui ne disaient rien. Voici donc nos désaccords, tels quels. À Bischwiller, c’est le prix qui nous arrête ; à Sarre-Union, l’heure du dernier car.',
        'Une partie d’entre nous demande la gratuité jusqu’à vingt-six ans. Dans notre famille, trois abonnements font 87 euros chaque mois. Tant qu’il faudra prouver que l’on est pauvre pour payer moins, ceux qui ont honte paieront plein tarif ou resteront chez eux.',
        'D’autres préfèrent payer et pouvoir rentrer. Un bus gratuit à 19 h 12 ne nous avance à rien ; un bus à trois euros à 22 h 30 nous rendrait la moitié de notre vie. Nous craignons que la gratuité soit votée, photographiée, et que les horaires attendent dix ans.',
        'Nous nous sommes aussi disputés sur la voiture. Faut-il aider à passer le permis, au risque d’en mettre une de plus sur la route ? L’un de nous répare des vélos et a répondu non. Une autre vit à dix-sept kilomètres de la première gare et a quitté la pièce. Elle est revenue. La question est restée.',
        'One of us asked why we need to agree before we speak. J’ai compris plus tard. Il ne s’agit pas d’être d’accord, il s’agit de savoir exactement sur quoi on ne l’est pas.',
      ],
      authorsByParagraph: [
        ['mathis-wendling', 'camille-oberle'],
        ['elif-yildiz'],
        ['jules-kieffer', 'loic-stoll'],
        ['emre-aksoy', 'bastien-schaller'],
        ['daniel-okafor'],
      ],
    },
    {
      key: 'ce-que-nous-demandons',
      title: 'Ce que nous demandons',
      phase: 'draft',
      paragraphs: [
        'Aux collectivités qui organisent les transports, nous demandons un essai, pas une promesse : dans chaque territoire, un retour après 22 h, deux soirs par semaine, pendant un an, aux jours choisis avec les associations. Comptez les voyageurs, publiez les chiffres, puis décidez.',
        'Que cet essai soit accessible dès le premier soir. Ce que l’on ajoute après coup pour une personne en fauteuil arrive tard, coûte plus cher et tombe en panne le premier.',
        'Aux associations, dont les nôtres : demandez une fois par an à chaque personne comment elle rentre. Écrivez l’heure du dernier retour sur l’invitation, à côté de l’heure de début. Remboursez le trajet sans qu’il faille le réclamer, et le soir même quand c’est possible.',
        'Aux entreprises : vos salariés rentrent à l’heure où nous partons. Une place libre dans une voiture est une ligne de transport qui n’a rien coûté. (À reprendre : le ton fait slogan, Inès n’en est pas contente.)',
        'Il manque ici le chiffrage du retour de 22 h. Mehmet Kaplan a proposé de nous expliquer comment se calcule le coût d’une ligne.',
      ],
      authorsByParagraph: [
        ['yanis-bouzid', 'margaux-heitz'],
        ['thibault-gangloff'],
        ['aminata-diallo', 'lea-muller'],
        ['ines-moreno'],
        ['tuan-nguyen'],
      ],
    },
    {
      key: 'ce-que-nous-ferons',
      title: 'Ce que nous ferons, nous',
      phase: 'draft',
      paragraphs: [
        'Une lettre qui ne demande qu’aux autres se lit vite et s’oublie pareil.',
        'Notes de travail, à ne pas laisser :',
        '- Le covoiturage du vendredi à Soufflenheim : raconter, avec les chiffres et le trombone oublié ?',
        '- Qui s’engage pour de vrai, et sur quoi ? Mettre des noms ou ne rien mettre.',
        '- Idée : ne plus accepter une réunion dont on ne peut pas rentrer. (Est-ce qu’on tiendrait ?)',
        '- Reste à écrire avant le prochain point. J’attends vos phrases, même bancales.',
      ],
      authorsByParagraph: [
        ['loic-stoll'],
        ['loic-stoll'],
        ['loic-stoll', 'clara-zimmermann'],
        ['sofia-ferreira'],
        ['rayan-belkacem'],
        ['loic-stoll'],
      ],
    },
  ],
};
