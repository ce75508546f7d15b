import type { ForumTopic } from '#server/features/demonstration/content/types.ts';

export const councilTopics: readonly ForumTopic[] = [
  {
    key: 'conseil-fonds-de-garantie',
    space: 'conseil-vie-associative',
    kind: 'discussion',
    visibility: 'members',
    author: 'benoit-jung',
    title:
      'Fonds de garantie pour les associations : ce qu’il couvrirait, ce qu’il ne doit pas couvrir',
    daysAgo: 45,
    posts: [
      {
        author: 'benoit-jung',
        hoursAfter: 0,
        organisation: 'point-appui-nord',
        paragraphs: [
          'Le collège « finances » est consulté sur la création d’un fonds qui garantirait une partie des prêts de trésorerie quand une subvention votée tarde à être versée. Montant envisagé : 300 000 euros, garantie à hauteur de la moitié de chaque prêt.',
          'Avant le texte, j’aimerais vos cas réels. Combien de mois avez-vous attendu, et comment avez-vous tenu ?',
        ],
      },
      {
        author: 'samira-idrissi',
        hoursAfter: 5,
        organisation: 'marmite-du-ried',
        paragraphs: [
          'Sept mois pour 12 000 euros. Deux membres du bureau ont avancé leur argent personnel, dont moi. Je ne l’ai jamais dit en assemblée générale. Voilà, c’est écrit.',
        ],
      },
      {
        author: 'olivier-weiss',
        hoursAfter: 9,
        paragraphs: [
          'Nous avons reporté l’embauche de l’animatrice. Elle a trouvé ailleurs. Le coût n’apparaît dans aucun bilan.',
        ],
      },
      {
        author: 'isabelle-grosjean',
        hoursAfter: 26,
        paragraphs: [
          'Techniquement, la garantie aide celles à qui la banque dit « peut-être ». Celles à qui elle dit non resteront dehors : pas de fonds propres, pas d’historique. Si l’on veut les aider, il faut une avance remboursable, pas une garantie. Ce sont deux outils, ne les mélangeons pas.',
        ],
      },
      {
        author: 'florence-adam',
        hoursAfter: 30,
        paragraphs: [
          'Je partage l’analyse, pas la conclusion. Une avance à des structures que personne n’a examinées, c’est un fonds vide en deux ans. Un comité de trois personnes qui reçoit l’association une heure, et on sait presque tout.',
        ],
      },
      {
        author: 'loic-stoll',
        hoursAfter: 33,
        paragraphs: [
          'Question d’un nouveau venu : pourquoi ne pas payer les subventions plus tôt ? On discute d’un parapluie, personne ne parle du robinet.',
        ],
      },
      {
        author: 'delphine-reeb',
        hoursAfter: 49,
        organisation: 'maison-de-l-engagement',
        paragraphs: [
          'Loïc a raison de le demander. Réponse honnête : sur les retards de l’an dernier, un tiers vient de pièces manquantes, un tiers de nos circuits de signature, un tiers du calendrier budgétaire. Nous pouvons agir sur les deux premiers. Je propose que l’avis du collège porte aussi sur ce point.',
        ],
      },
      {
        author: 'benoit-jung',
        hoursAfter: 980,
        paragraphs: [
          'Avant-projet d’avis déposé : une garantie, une petite enveloppe d’avances avec comité, et un délai de versement de soixante jours à suivre publiquement. La réserve de Florence figure en regard de l’article 3. Vous avez trois semaines pour amender.',
        ],
      },
      {
        author: 'samira-idrissi',
        hoursAfter: 1075,
        paragraphs: [
          'Je voterai pour. Et j’ai raconté l’avance en assemblée générale, finalement. Quatre personnes avaient fait pareil sans se le dire.',
        ],
      },
    ],
  },
  {
    key: 'conseil-dossier-unique',
    space: 'conseil-vie-associative',
    kind: 'question',
    visibility: 'public',
    author: 'sylvie-anstett',
    title: 'Un seul dossier pour tous les financeurs : qu’est-ce qui nous en empêche ?',
    daysAgo: 20,
    posts: [
      {
        author: 'sylvie-anstett',
        hoursAfter: 0,
        organisation: 'secouristes-de-la-bruche',
        paragraphs: [
          'Cette année, j’ai rempli neuf dossiers pour 21 400 euros. Le nombre d’adhérents m’a été demandé neuf fois, avec sept définitions. Chez l’un, un bénévole compte à partir de dix heures par an, chez l’autre à partir d’une.',
          'Je ne demande pas moins de contrôle. Je demande d’être contrôlée une fois.',
        ],
      },
      {
        author: 'marie-claire-ott',
        hoursAfter: 4,
        organisation: 'val-d-argile',
        paragraphs: [
          'Notre formulaire a été écrit en 2011 par quelqu’un qui est à la retraite, et trois questions ne servent plus à personne. Je les ai retirées ce matin. Il a fallu douze minutes, et quinze ans.',
        ],
      },
      {
        author: 'dragan-petrovic',
        hoursAfter: 8,
        paragraphs: [
          'Les financeurs ne veulent pas le même dossier parce qu’ils ne financent pas la même chose. Mais les deux tiers sont communs : identité, statuts, comptes, équipe. Commençons par ces deux tiers.',
        ],
      },
      {
        author: 'isabelle-grosjean',
        hoursAfter: 23,
        paragraphs: [
          'Je peux vérifier que la partie « comptes » soit la même pour tous. Le plan comptable est identique, seul l’ordre des lignes change d’un formulaire à l’autre.',
        ],
      },
      {
        author: 'brigitte-kuntz',
        hoursAfter: 28,
        paragraphs: [
          'Et que la page se lise sans dictionnaire. Notre secrétaire a quatre-vingts ans et elle vous le dit tout net : « impact mesurable à horizon N+2 », elle ne le fera pas.',
        ],
      },
      {
        author: 'marie-claire-ott',
        hoursAfter: 390,
        organisation: 'val-d-argile',
        paragraphs: [
          'Quatre financeurs sont d’accord pour essayer un tronc commun de six pages l’an prochain. Relecture par huit associations volontaires, dont deux sans salarié. Sylvie, je compte sur votre colère, elle est bien rangée.',
        ],
      },
    ],
  },
  {
    key: 'conseil-college-jeunesse',
    space: 'conseil-vie-associative',
    kind: 'call',
    visibility: 'public',
    author: 'delphine-reeb',
    title: 'Quatre places au collège jeunesse : qui se présente, et dans quelles conditions ?',
    daysAgo: 2,
    posts: [
      {
        author: 'delphine-reeb',
        hoursAfter: 0,
        organisation: 'maison-de-l-engagement',
        paragraphs: [
          'Le collège jeunesse ouvre quatre sièges de plein droit, pour un an, avec la même voix que les autres. Six réunions, dont trois à distance, jamais avant 17 h 30. Transports et repas remboursés le jour même. À chaque ordre du jour est jointe la demi-page : ce qui est ouvert, ce qui est fermé, qui décide.',
          'Il n’est pas nécessaire d’avoir déjà pris la parole en public. Il suffit de savoir dire quand on ne comprend pas.',
        ],
      },
      {
        author: 'yanis-bouzid',
        hoursAfter: 3,
        paragraphs: [
          'Je me présente. Je poserai sûrement la question du robinet, Loïc m’a donné l’envie.',
        ],
      },
      {
        author: 'josephine-mbemba',
        hoursAfter: 7,
        paragraphs: [
          'Est-ce que l’on peut se présenter à deux sur un siège ? J’ai deux enfants et un travail posté. Avec une suppléante qui a les mêmes documents, je dis oui ; seule, je vous ferai faux bond.',
        ],
      },
      {
        author: 'delphine-reeb',
        hoursAfter: 22,
        paragraphs: [
          'Le règlement ne le prévoit pas, il ne l’interdit pas non plus. Je le propose au bureau de cette semaine et je vous réponds ici, favorable ou non.',
        ],
      },
      {
        author: 'loic-stoll',
        hoursAfter: 44,
        paragraphs: [
          'Joséphine, si le bureau accepte, je prends volontiers l’autre moitié du siège.',
        ],
      },
    ],
  },
];
