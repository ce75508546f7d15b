import type { ForumTopic } from '#server/features/demonstration/content/types.ts';

export const nordQuestions: readonly ForumTopic[] = [
  {
    key: 'nord-portes-closes',
    space: 'nord',
    kind: 'question',
    visibility: 'public',
    author: 'brigitte-kuntz',
    title: 'Les aînés que l’on ne croise jamais : comment frappez-vous à la porte ?',
    daysAgo: 21,
    posts: [
      {
        author: 'brigitte-kuntz',
        hoursAfter: 0,
        organisation: 'passerelles-outre-foret',
        paragraphs: [
          'Nous rendons visite à 31 personnes autour de Wissembourg, et je suis presque sûre que ce ne sont pas les 31 qui en auraient le plus besoin. Celles-là nous ont appelés. Les autres ne téléphonent pas.',
          'Le mois dernier, nous avons appris par la boulangère qu’un monsieur de Seebach n’avait parlé à personne depuis onze jours, à part elle. Il habite à quatre cents mètres de notre présidente.',
          'Comment faites-vous pour rencontrer ceux qui ne demandent rien, sans débarquer chez les gens comme des démarcheurs ?',
        ],
      },
      {
        author: 'pascal-lutz',
        hoursAfter: 3,
        organisation: 'roule-qui-peut',
        paragraphs: [
          'Chez nous, c’est la voiture qui ouvre la porte. On conduit quelqu’un chez l’ophtalmo, et au retour il dit : « ma voisine non plus n’a plus le permis ». Un trajet amène en moyenne une autre personne. Ce n’est pas une méthode, c’est du bouche à oreille avec un compteur kilométrique.',
        ],
      },
      {
        author: 'nadia-chergui',
        hoursAfter: 9,
        paragraphs: [
          'Les pharmacies. Pas pour qu’elles donnent des noms, elles n’en ont pas le droit, mais pour qu’elles glissent une carte dans le sac. Nous avons essayé à Bischwiller avec une carte qui propose une seule chose, très petite : « Voulez-vous des plants de tomates ? » Neuf appels en trois semaines.',
        ],
      },
      {
        author: 'lea-muller',
        hoursAfter: 26,
        paragraphs: [
          'Je fais des visites avec Brigitte depuis un an. Ce qui change tout, c’est de venir demander un service plutôt que d’en proposer un. J’ai demandé à une dame de m’apprendre à lire le Sütterlin pour les lettres de mon arrière-grand-mère. Maintenant c’est elle qui m’appelle quand je rate un jeudi.',
        ],
      },
      {
        author: 'gerard-fritsch',
        hoursAfter: 30,
        paragraphs: [
          'Je me méfie un peu de l’idée d’aller chercher tout le monde. Mon père vivait seul, par choix, et il aurait reçu une délégation d’associations avec le tuyau d’arrosage. Laissons aussi la paix à ceux qui la veulent.',
        ],
      },
      {
        author: 'brigitte-kuntz',
        hoursAfter: 33,
        paragraphs: [
          'Gérard, votre père avait un fils qui passait le dimanche. Je parle de ceux qui n’ont même pas de délégation à arroser.',
        ],
      },
      {
        author: 'gerard-fritsch',
        hoursAfter: 34,
        paragraphs: ['Touché. Je retire le tuyau, pas la question.'],
      },
      {
        author: 'benoit-jung',
        hoursAfter: 52,
        organisation: 'point-appui-nord',
        paragraphs: [
          'Un point de méthode : une commune peut tenir un registre des personnes isolées, mais l’inscription est volontaire et il ne peut pas vous être communiqué. En revanche, un agent peut demander à la personne si elle accepte qu’une association passe. Trois mairies du secteur sont prêtes à former leurs agents d’accueil à poser cette question-là.',
          'Je propose une réunion d’une heure, à Soultz-sous-Forêts, avec deux factrices qui connaissent toutes les boîtes aux lettres qui débordent.',
        ],
      },
      {
        author: 'brigitte-kuntz',
        hoursAfter: 498,
        organisation: 'passerelles-outre-foret',
        paragraphs: [
          'Suite de l’histoire : la réunion a eu lieu, nous étions quatorze. Nous repartons avec la carte dans le sac de la pharmacie, version « cherche quelqu’un pour m’apprendre à faire les bredele ». Et le monsieur de Seebach a prêté sa perceuse à Léa, ce qui, d’après lui, n’est pas une visite.',
        ],
      },
    ],
  },
  {
    key: 'nord-tresorerie',
    space: 'nord',
    kind: 'question',
    visibility: 'members',
    author: 'gerard-fritsch',
    title: 'Notre trésorière s’arrête et personne ne lève la main',
    daysAgo: 34,
    posts: [
      {
        author: 'gerard-fritsch',
        hoursAfter: 0,
        organisation: 'harmonie-des-potiers',
        paragraphs: [
          'Après dix-neuf ans, Marlyse pose la calculatrice. Elle a raison. À l’assemblée générale, quand j’ai demandé qui prenait la suite, tout l’orchestre a regardé ses chaussures, même les percussions, qui d’habitude ne regardent rien.',
          'Nous avons 64 membres, un budget de 23 000 euros, un compte, un livret, et un classeur que seule Marlyse comprend. Sans trésorier, la banque bloquera les signatures. Que feriez-vous ?',
        ],
      },
      {
        author: 'isabelle-grosjean',
        hoursAfter: 5,
        paragraphs: [
          'Avant de chercher une personne, coupez le poste en morceaux. Encaisser les cotisations, payer les factures, saisir les écritures, préparer le bilan : ce sont quatre tâches, et seule la signature exige un mandat.',
          'Demandez à Marlyse une chose, une seule : deux heures pour écrire le calendrier de l’année, mois par mois, tel qu’elle l’a dans la tête. C’est ce papier qui fait peur quand il n’existe pas.',
        ],
      },
      {
        author: 'karim-mansouri',
        hoursAfter: 7,
        organisation: 'atelier-du-moulin',
        paragraphs: [
          'On l’a fait il y a trois ans : un trésorier qui signe, deux adjoints qui saisissent, et un carnet partagé. La première année a été bancale. La deuxième, le trésorier est parti en vacances et personne ne s’en est aperçu.',
        ],
      },
      {
        author: 'clara-zimmermann',
        hoursAfter: 20,
        paragraphs: [
          'Je joue du cor dans l’Harmonie et je fais un BTS de gestion. Je veux bien la saisie, mais j’ai dix-huit ans et pas envie d’être responsable de 23 000 euros. Est-ce qu’on a le droit de dire oui à moitié ?',
        ],
      },
      {
        author: 'isabelle-grosjean',
        hoursAfter: 22,
        paragraphs: [
          'Oui à moitié, c’est exactement ce qu’est une adjointe. Dans une association de droit local, regardez ce que disent vos statuts sur la direction : c’est elle qui répond, pas la personne qui tape les chiffres. Je vous reçois avec Marlyse si vous voulez, une fois, sans facture.',
        ],
      },
      {
        author: 'gerard-fritsch',
        hoursAfter: 410,
        organisation: 'harmonie-des-potiers',
        paragraphs: [
          'Élections tenues hier soir. Le premier clarinettiste signe, Clara saisit, et Marlyse a accepté le titre de « mémoire » pour un an, avec un droit de réponse au téléphone le mardi. Le classeur a été ouvert en public. Il y avait dedans une recette de kougelhopf de 2009.',
        ],
      },
    ],
  },
  {
    key: 'nord-affiches',
    space: 'nord',
    kind: 'discussion',
    visibility: 'public',
    author: 'loic-stoll',
    title: 'Faut-il encore coller des affiches ?',
    daysAgo: 47,
    posts: [
      {
        author: 'loic-stoll',
        hoursAfter: 0,
        organisation: 'radio-lisiere',
        paragraphs: [
          'Question sincère, sans piège. Pour notre soirée à Niederbronn, nous avons imprimé 150 affiches : 118 euros, deux après-midi de collage, et au guichet une personne sur vingt a dit être venue grâce à elles. La radio et les messages entre voisins ont fait le reste.',
          'Est-ce qu’on colle par efficacité, ou parce qu’une affiche au café prouve qu’on existe ?',
        ],
      },
      {
        author: 'gerard-fritsch',
        hoursAfter: 2,
        paragraphs: [
          'On colle parce que la dame du café lit les affiches à voix haute à ceux qui n’ont pas leurs lunettes. Aucun réseau social ne fait ça.',
        ],
      },
      {
        author: 'elif-yildiz',
        hoursAfter: 4,
        paragraphs: [
          'Sur vingt personnes interrogées, combien avaient moins de vingt-cinq ans ? Je parie que les autres ont répondu « par une amie » et que l’amie avait vu l’affiche.',
        ],
      },
      {
        author: 'loic-stoll',
        hoursAfter: 6,
        paragraphs: ['Honnêtement, nous n’avons pas demandé l’âge. Je retiens.'],
      },
      {
        author: 'vincent-haas',
        hoursAfter: 11,
        organisation: 'brasserie-haut-pre',
        paragraphs: [
          'Vu du comptoir : ce qui marche, c’est le petit format posé près de la caisse. Les gens le prennent pour occuper leurs mains et le retrouvent dans leur manteau le jour même. La grande affiche sur la vitre, au bout d’une semaine, fait partie de la vitre.',
        ],
      },
      {
        author: 'nadia-chergui',
        hoursAfter: 28,
        paragraphs: [
          'Et les écoles ? Un mot dans le cahier de liaison d’une seule école nous amène plus de monde que toute la communication de l’année. Il faut juste l’écrire six semaines avant, et le traduire.',
        ],
      },
      {
        author: 'mathis-wendling',
        hoursAfter: 31,
        paragraphs: [
          'À l’Atelier on a collé une affiche écrite à la main, « vélo malade ? on opère le samedi », sur le rideau de fer. Les gens la prennent en photo et l’envoient. Donc c’est du papier ET du numérique, vous pouvez vous réconcilier.',
        ],
      },
      {
        author: 'gerard-fritsch',
        hoursAfter: 33,
        paragraphs: ['Je suis réconcilié, mais je garde mon pinceau à colle.'],
      },
      {
        author: 'loic-stoll',
        hoursAfter: 190,
        organisation: 'radio-lisiere',
        paragraphs: [
          'Résultat de l’expérience à la soirée suivante, en posant trois questions à l’entrée (comment, par qui, quel âge) :',
          '- le mot dans le cahier d’école : 34 personnes ;',
          '- un proche : 29 ;',
          '- la radio : 17 ;',
          '- le petit format chez Vincent : 12 ;',
          '- la grande affiche : 5, dont trois plus de soixante-dix ans qui n’auraient rien vu ailleurs.',
          'On continuera donc à coller cinq affiches, là où il y a une dame qui les lit.',
        ],
      },
    ],
  },
  {
    key: 'nord-camion-samedi',
    space: 'nord',
    kind: 'question',
    visibility: 'members',
    author: 'emre-aksoy',
    title: 'Qui aurait un fourgon samedi matin, entre Haguenau et Bischwiller ?',
    daysAgo: 0.3,
    posts: [
      {
        author: 'emre-aksoy',
        hoursAfter: 0,
        organisation: 'jeunes-pousses-moder',
        paragraphs: [
          'Bonjour à toutes et tous. La pépinière nous donne douze cerisiers en pot, à condition de venir les prendre samedi avant 10 h. Ils mesurent deux mètres vingt. J’ai essayé avec la Clio : on voit surtout les feuilles.',
          'Il faudrait un fourgon avec un hayon ou deux paires de bras. Nous payons le carburant et le café.',
        ],
      },
      {
        author: 'mehmet-kaplan',
        hoursAfter: 1.5,
        organisation: 'kaplan-logistique',
        paragraphs: [
          'Le douze mètres cubes est libre jusqu’à midi. Je ne peux pas le prêter sans chauffeur, mais le chauffeur aime les cerises : ce sera moi. Rendez-vous 8 h 45 au portail de la pépinière ?',
        ],
      },
      {
        author: 'elif-yildiz',
        hoursAfter: 2.5,
        paragraphs: [
          'Merci Mehmet ! Prévoyez des gants, les pots sont cerclés et ça coupe. Je m’occupe des bras : on sera cinq.',
        ],
      },
      {
        author: 'mathis-wendling',
        hoursAfter: 5.5,
        paragraphs: [
          'J’ajoute deux diables et des sangles de l’Atelier, je les dépose vendredi soir chez Nadia.',
        ],
      },
    ],
  },
];
