import type { ForumTopic } from '#server/features/demonstration/content/types.ts';

export const nordProjects: readonly ForumTopic[] = [
  {
    key: 'nord-local-partage',
    space: 'nord',
    kind: 'call',
    visibility: 'public',
    author: 'karim-mansouri',
    title: 'Cherchons un lieu à partager deux soirs par semaine autour de Haguenau',
    daysAgo: 63,
    posts: [
      {
        author: 'karim-mansouri',
        hoursAfter: 0,
        organisation: 'atelier-du-moulin',
        paragraphs: [
          'L’Atelier du Moulin répare des vélos, des grille-pain et parfois des amitiés, dans un garage de 38 m² prêté par la paroisse. Nous étions neuf au début, nous sommes quarante le mercredi, et le curé voudrait retrouver sa voiture.',
          'Ce que nous cherchons, par ordre d’importance :',
          '- une porte de plain-pied et des toilettes où passe un fauteuil ;',
          '- une prise solide (le poste à souder fait sauter tout le reste) ;',
          '- de quoi stocker vingt vélos ;',
          '- le mercredi et le vendredi, de 17 h à 21 h.',
          'Nous pouvons payer 180 euros par mois et nous rendons ce que nous empruntons plus propre que nous l’avons trouvé.',
        ],
      },
      {
        author: 'nadia-chergui',
        hoursAfter: 6,
        organisation: 'jeunes-pousses-moder',
        paragraphs: [
          'Pas de lieu, mais un besoin jumeau : nous cherchons où bricoler des bacs et ranger des outils l’hiver. À deux associations, le loyer devient raisonnable. On fait la recherche ensemble ?',
        ],
      },
      {
        author: 'mehmet-kaplan',
        hoursAfter: 21,
        organisation: 'kaplan-logistique',
        paragraphs: [
          'J’ai un ancien quai de déchargement à Bischwiller qui ne sert plus depuis que les semi-remorques passent de l’autre côté. 120 m², du courant triphasé, un rideau qui grince. Pas de chauffage et pas de toilettes accessibles. À voir avant de rêver.',
        ],
      },
      {
        author: 'karim-mansouri',
        hoursAfter: 22,
        paragraphs: ['On vient rêver mardi à 18 h, avec un mètre.'],
      },
      {
        author: 'mathis-wendling',
        hoursAfter: 96,
        paragraphs: [
          'Compte rendu de la visite. Le quai est immense, le rideau grince vraiment. Pour les toilettes, il y a un vestiaire à huit mètres : largeur de porte 71 cm, il en faudrait 90. Stéphane Ritter n’est pas sur ce forum mais quelqu’un m’a dit qu’il pose des portes ; Karim l’appelle.',
          'Il faudra aussi parler d’assurance et de qui ferme le soir. J’ai fait un plan à l’échelle sur du papier à carreaux, je l’apporte.',
        ],
      },
      {
        author: 'emre-aksoy',
        hoursAfter: 101,
        paragraphs: [
          'Bischwiller est à vingt minutes de train de chez moi, mais le dernier repart à 20 h 34. Si on ferme à 21 h, les lycéens sans voiture ne viendront plus. Est-ce qu’on peut décaler à 16 h 30 – 20 h 15 ?',
        ],
      },
      {
        author: 'karim-mansouri',
        hoursAfter: 104,
        paragraphs: [
          'Bien vu. Sur quarante personnes du mercredi, onze viennent sans voiture. On décale.',
        ],
      },
      {
        author: 'benoit-jung',
        hoursAfter: 170,
        organisation: 'point-appui-nord',
        paragraphs: [
          'Pour la convention d’occupation, j’ai un modèle de quatre pages qui prévoit l’assurance, le préavis et le partage des charges entre deux associations. Je peux aussi vérifier avec vous si l’accueil du public à cet endroit demande un passage de la commission de sécurité. Ne signez rien avant, même entre gens de confiance.',
        ],
      },
      {
        author: 'mehmet-kaplan',
        hoursAfter: 1330,
        organisation: 'kaplan-logistique',
        paragraphs: [
          'La porte est posée, le plan d’évacuation est au mur, la convention est signée pour deux ans à 90 euros par association. J’ai huilé le rideau. Il grince toujours, on dira que c’est la sonnette.',
        ],
      },
      {
        author: 'nadia-chergui',
        hoursAfter: 1490,
        paragraphs: [
          'Première soirée commune avant-hier : 52 personnes, quatorze vélos, trois bacs de menthe. Un grand-père a réparé la chaîne de sa petite-fille pendant qu’elle lui montrait comment bouturer. Merci à tout le monde ici.',
        ],
      },
    ],
  },
  {
    key: 'nord-repetitions',
    space: 'nord',
    kind: 'project',
    visibility: 'public',
    author: 'clara-zimmermann',
    title: 'Rentrer de répétition sans demander à sa mère : un covoiturage du soir',
    daysAgo: 18,
    posts: [
      {
        author: 'clara-zimmermann',
        hoursAfter: 0,
        organisation: 'harmonie-des-potiers',
        paragraphs: [
          'Le vendredi, la répétition finit à 22 h à Soufflenheim. Sur les onze musiciens de moins de vingt ans, sept dépendent d’un parent qui attend dans la voiture, et deux ont arrêté cette année pour cette seule raison. Ce n’est pas qu’ils n’aimaient plus la musique.',
          'Je voudrais organiser un retour partagé, simple, entre associations qui finissent tard le même soir : chorale, judo, théâtre, harmonie. Qui finit quand, qui va où ?',
        ],
      },
      {
        author: 'aminata-diallo',
        hoursAfter: 2,
        organisation: 'roule-qui-peut',
        paragraphs: [
          'Ça m’intéresse très fort. À Roule qui peut on fait du transport de jour pour les personnes âgées ; le soir, nos deux véhicules dorment. La question sera l’assurance et les conducteurs, parce que nos bénévoles ont l’âge de se coucher avant la fin du concert.',
        ],
      },
      {
        author: 'pascal-lutz',
        hoursAfter: 4,
        paragraphs: [
          'J’ai soixante-sept ans et je me couche à minuit, jeune fille. Mais la remarque est juste : sur nos quatorze conducteurs, trois accepteraient le soir.',
        ],
      },
      {
        author: 'paulo-rodrigues',
        hoursAfter: 23,
        paragraphs: [
          'Le judo de Reichshoffen finit à 21 h 15, la chorale de Niederbronn à 22 h. En décalant d’un quart d’heure chacun, une seule tournée suffit. J’ai dessiné la boucle : 41 kilomètres, cinquante-cinq minutes. Le dernier déposé arrive à 23 h 05, c’est long pour un collégien.',
        ],
      },
      {
        author: 'lea-muller',
        hoursAfter: 27,
        paragraphs: [
          'J’ai seize ans, donc je donne mon avis de passagère. Je préfère arriver tard que de ne pas y aller. Mais mes parents voudront le nom de la personne qui conduit, et une autre fille dans la voiture. Il faut le prévoir dès le début, pas quand quelqu’un se plaindra.',
        ],
      },
      {
        author: 'aminata-diallo',
        hoursAfter: 29,
        paragraphs: [
          'Très juste. Je propose : conducteurs connus des associations, toujours deux passagers au minimum, un message au départ et à l’arrivée, et une feuille que les parents signent une fois pour l’année.',
        ],
      },
      {
        author: 'pascal-lutz',
        hoursAfter: 360,
        organisation: 'roule-qui-peut',
        paragraphs: [
          'Essai de trois vendredis terminé. Vingt-six trajets, 4,10 euros de carburant par personne et par mois, un oubli (un trombone, pas un tromboniste). Les deux jeunes qui avaient arrêté sont revenus. On continue jusqu’aux vacances, il nous manque un conducteur sur le secteur de Roeschwoog.',
        ],
      },
      {
        author: 'clara-zimmermann',
        hoursAfter: 427,
        paragraphs: [
          'Le papa d’une flûtiste s’est proposé pour Roeschwoog. Il demande seulement qu’on ne parle pas de la nouvelle tonalité de la marche, il est encore fâché.',
        ],
      },
    ],
  },
  {
    key: 'nord-fete-sans-jetable',
    space: 'nord',
    kind: 'experience',
    visibility: 'public',
    author: 'nadia-chergui',
    title: 'Notre fête sans vaisselle jetable : ce qui a marché, ce qui a raté',
    daysAgo: 88,
    posts: [
      {
        author: 'nadia-chergui',
        hoursAfter: 0,
        organisation: 'jeunes-pousses-moder',
        paragraphs: [
          'Fête des jardins de Bischwiller, 430 repas, zéro assiette en carton. Voici les comptes sans maquillage.',
          'Ce qui a marché : la consigne à un euro, les assiettes empruntées à trois cantines, les enfants chargés du tri (ils sont impitoyables).',
          'Ce qui a raté : une seule arrivée d’eau pour laver, une file de vingt-cinq minutes à 13 h, et 61 fourchettes disparues. Si vous avez un tiroir qui ferme mal à Bischwiller, regardez dedans.',
        ],
      },
      {
        author: 'vincent-haas',
        hoursAfter: 14,
        organisation: 'brasserie-haut-pre',
        paragraphs: [
          'Pour les verres, nous prêtons des caisses de cinquante, lavées, aux associations du secteur. On ne facture que la casse. Cela nous coûte du rangement mais nous n’avons plus de gobelets dans les champs, et ça, les voisins le voient.',
        ],
      },
      {
        author: 'gerard-fritsch',
        hoursAfter: 18,
        paragraphs: [
          'Quelle est la part de consignes non rendues ? Chez nous, les collectionneurs en ramènent à la maison et Marlyse, notre trésorière, appelle cela une recette.',
        ],
      },
      {
        author: 'nadia-chergui',
        hoursAfter: 20,
        paragraphs: [
          'Onze pour cent. C’est une recette, en effet, mais j’aurais préféré les fourchettes.',
        ],
      },
      {
        author: 'brigitte-kuntz',
        hoursAfter: 44,
        paragraphs: [
          'Pensez aux bénévoles de la plonge, on les oublie toujours. Chez nous ils tournent toutes les quarante minutes et ils mangent les premiers. Depuis, on a une liste d’attente pour la vaisselle. Je ne plaisante pas.',
        ],
      },
      {
        author: 'elif-yildiz',
        hoursAfter: 70,
        paragraphs: [
          'On a écrit une fiche de deux pages à partir de ce fil : nombre d’assiettes par tranche de cent repas, plan de la plonge, modèle de consigne. Elle est à qui la veut, dites-nous ce que vous changez quand vous l’utilisez.',
        ],
      },
    ],
  },
  {
    key: 'nord-journee-benevolat',
    space: 'nord',
    kind: 'call',
    visibility: 'public',
    author: 'benoit-jung',
    title: 'Journée du bénévolat : proposez une action, même toute petite',
    daysAgo: 6,
    posts: [
      {
        author: 'benoit-jung',
        hoursAfter: 0,
        organisation: 'point-appui-nord',
        paragraphs: [
          'La journée départementale revient, et cette année chaque structure du Nord peut inscrire une action : ouvrir sa porte une heure, prêter un poste de travail, faire visiter la cuisine ou la régie. Les personnes s’inscrivent, vous savez donc combien elles seront.',
          'L’an dernier, ce qui a le mieux fonctionné tenait en une phrase : « venez faire une chose avec nous », plutôt que « venez nous écouter parler de nous ».',
        ],
      },
      {
        author: 'loic-stoll',
        hoursAfter: 5,
        organisation: 'radio-lisiere',
        paragraphs: [
          'Radio Lisière propose : trente minutes pour enregistrer la météo de sa rue. Quatre créneaux, deux personnes par créneau, casque fourni. Aucune voix radiophonique exigée, la mienne déraille dans les aigus.',
        ],
      },
      {
        author: 'ursula-brandt',
        hoursAfter: 30,
        organisation: 'brandt-optique',
        paragraphs: [
          'We would like to open our workshop in Wissembourg to five volunteers of the repair groups and show how to clean old lenses and binoculars. Je peux l’expliquer en français, en allemand, et avec les mains.',
        ],
      },
      {
        author: 'karim-mansouri',
        hoursAfter: 31,
        paragraphs: [
          'Ursula, nous avons une caisse de jumelles que personne n’ose ouvrir. Inscrivez-nous pour les cinq places. S’il faut en laisser une à quelqu’un, je serai beau joueur.',
        ],
      },
      {
        author: 'lea-muller',
        hoursAfter: 141,
        paragraphs: [
          'Passerelles propose une visite à deux : une personne qui n’a jamais fait de visite accompagne une bénévole chez quelqu’un qui est d’accord. Trois créneaux le matin. C’est moi qui réponds aux inscriptions, je suis impressionnée d’avance.',
        ],
      },
    ],
  },
];
