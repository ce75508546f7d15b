import type { ForumTopic } from '#server/features/demonstration/content/types.ts';

export const eurometropoleProjects: readonly ForumTopic[] = [
  {
    key: 'euro-laverie-numerique',
    space: 'eurometropole',
    kind: 'project',
    visibility: 'public',
    author: 'mariam-sangare',
    title: 'Une permanence numérique dans une laverie',
    daysAgo: 60,
    posts: [
      {
        author: 'mariam-sangare',
        hoursAfter: 0,
        organisation: 'code-en-commun',
        paragraphs: [
          'Nos ateliers au local attirent toujours les mêmes. Or une machine dure quarante-deux minutes, les gens attendent, et ils ont leur téléphone en main. Nous voudrions tenir une table le mercredi dans une laverie de Schiltigheim : démarches, photos à sauver, mots de passe perdus.',
          'Cherchons deux bénévoles patients, une laverie bavarde et l’avis de ceux qui ont déjà essayé hors les murs.',
        ],
      },
      {
        author: 'daniel-okafor',
        hoursAfter: 3,
        paragraphs: [
          'I can do Wednesday. Et je lave mes draps là-bas depuis un an, le patron s’appelle Salvatore et il parle à tout le monde sauf aux machines.',
        ],
      },
      {
        author: 'mai-pham',
        hoursAfter: 7,
        organisation: 'pixel-et-houblon',
        paragraphs: [
          'Deux de mes développeurs veulent venir une fois par mois. Je les briefe : on ne prend pas la souris des mains, on ne dit pas « c’est simple », on ne répare pas ce qui n’est pas demandé.',
        ],
      },
      {
        author: 'tuan-nguyen',
        hoursAfter: 11,
        paragraphs: [
          'Prévoyez la question gênante : les gens vous donneront leurs mots de passe. À Obernai on a une règle, la personne tape toujours elle-même, même si cela prend dix minutes. Et aucun papier d’identité en photo sur notre matériel.',
        ],
      },
      { author: 'mariam-sangare', hoursAfter: 12, paragraphs: ['Règle adoptée telle quelle.'] },
      {
        author: 'kenza-el-amrani',
        hoursAfter: 34,
        paragraphs: [
          'Est-ce que le bruit des essoreuses ne gêne pas les personnes malentendantes ? Je demande parce que ma tante appareillée fuit les laveries.',
        ],
      },
      {
        author: 'alice-bertrand',
        hoursAfter: 36,
        organisation: 'signes-et-cie',
        paragraphs: [
          'Si, beaucoup. Choisissez l’angle loin des essoreuses, gardez un bloc et un gros feutre, et parlez de face. On peut vous montrer dix signes utiles en une demi-heure, dont « patience » et « recommencez ».',
        ],
      },
      {
        author: 'mariam-sangare',
        hoursAfter: 640,
        organisation: 'code-en-commun',
        paragraphs: [
          'Six mercredis, 71 personnes, dont 50 que nous n’avions jamais vues. La demande numéro un n’est pas la préfecture : c’est retrouver des photos d’un téléphone cassé. Une dame a revu la voix de son mari. On a tous plié du linge pour se donner une contenance.',
        ],
      },
      {
        author: 'daniel-okafor',
        hoursAfter: 1431,
        paragraphs: [
          'This week Salvatore offered to keep the table on Saturdays too. Il a mis une affiche : « ici on lave et on débloque ».',
        ],
      },
    ],
  },
  {
    key: 'euro-voisins-du-port',
    space: 'eurometropole',
    kind: 'discussion',
    visibility: 'public',
    author: 'yanis-bouzid',
    title: 'Le bruit devant le local : nos voisins n’ont pas tort, nous non plus',
    daysAgo: 16,
    posts: [
      {
        author: 'yanis-bouzid',
        hoursAfter: 0,
        organisation: 'port-d-attache',
        paragraphs: [
          'Pétition de vingt-deux signatures : le soir, devant le local, ça parle fort, une enceinte, des scooters. Je la prends au sérieux, ma mère l’aurait signée. De l’autre côté, ces jeunes sont dehors parce qu’on ferme à 20 h. Si on ferme la porte et qu’on leur reproche d’être derrière, je ne sais plus quoi leur dire.',
          'Qui a réussi à sortir de ce genre de face-à-face ?',
        ],
      },
      {
        author: 'hakim-ziani',
        hoursAfter: 2,
        paragraphs: [
          'Pour être complet : on ferme à 20 h parce qu’il manque un demi-poste, pas par principe.',
        ],
      },
      {
        author: 'dragan-petrovic',
        hoursAfter: 6,
        paragraphs: [
          'J’habite au-dessus d’un bar depuis vingt ans. Ce qui m’a calmé, ce n’est pas le silence, c’est le prénom du patron et son numéro. Le bruit d’un inconnu est deux fois plus fort.',
        ],
      },
      {
        author: 'alice-bertrand',
        hoursAfter: 20,
        paragraphs: [
          'Dans mon immeuble, la médiation a échoué parce qu’on a réuni tout le monde dans une salle avec une estrade. Trois personnes ont crié, les autres sont rentrées chez elles. Commencez petit, chez quelqu’un.',
        ],
      },
      {
        author: 'moussa-camara',
        hoursAfter: 23,
        paragraphs: [
          'On peut y aller, nous. Par deux, sonner, se présenter, donner un numéro. Pas pour s’excuser de vivre, pour dire qui on est. Mais alors les voisins aussi disent qui ils sont.',
        ],
      },
      {
        author: 'hakim-ziani',
        hoursAfter: 170,
        organisation: 'port-d-attache',
        paragraphs: [
          'Dix-sept portes, quatorze ouvertes, deux cafés et un reste de tajine. On a appris que le vrai problème n’était pas 20 h mais minuit, et que ce n’étaient pas les nôtres. Et une dame veut donner des cours de piano au local, à condition qu’on accorde celui qui s’y trouve.',
        ],
      },
      {
        author: 'yanis-bouzid',
        hoursAfter: 380,
        paragraphs: [
          'Trois signataires ont demandé ensemble, avec nous, l’ouverture jusqu’à 22 h deux soirs par semaine. Écrire une lettre commune avec la personne qui avait lancé la pétition, je ne m’y attendais pas. Elle met des virgules partout.',
        ],
      },
    ],
  },
  {
    key: 'euro-interpretes-lsf',
    space: 'eurometropole',
    kind: 'call',
    visibility: 'public',
    author: 'alice-bertrand',
    title: 'Interprètes en langue des signes : et si nous achetions à plusieurs ?',
    daysAgo: 43,
    posts: [
      {
        author: 'alice-bertrand',
        hoursAfter: 0,
        organisation: 'signes-et-cie',
        paragraphs: [
          'Deux interprètes pour une soirée de deux heures, c’est environ 500 euros. La plupart des associations renoncent, ou demandent à un bénévole qui « se débrouille ». Pour une personne sourde, se débrouiller veut dire manquer un mot sur trois.',
          'Proposition : que dix structures de l’Eurométropole réservent ensemble vingt soirées dans l’année. On négocie, on partage le calendrier, on annonce les soirées longtemps avant.',
        ],
      },
      {
        author: 'rachid-ouali',
        hoursAfter: 5,
        paragraphs: [
          'D’accord pour deux soirées. Question naïve : comment sait-on combien de personnes sourdes viendront ? J’ai peur de réserver et que la chaise reste vide.',
        ],
      },
      {
        author: 'alice-bertrand',
        hoursAfter: 6,
        paragraphs: [
          'La première année, elle restera parfois vide. Il faut trois rendez-vous accessibles de suite pour que les gens vous croient. Moi-même, petite, j’interprétais pour ma mère ; elle ne sortait que là où c’était sûr.',
        ],
      },
      {
        author: 'irene-castaldi',
        hoursAfter: 25,
        paragraphs: [
          'La Fabrique prend trois soirées. Et je peux adapter le déroulé : si l’on se coupe la parole, aucune interprète ne suit. L’accessibilité rend les réunions meilleures pour tous, j’en suis témoin.',
        ],
      },
      {
        author: 'delphine-reeb',
        hoursAfter: 51,
        organisation: 'maison-de-l-engagement',
        paragraphs: [
          'La Maison prend six soirées et peut porter le bon de commande pour les autres, vous lui rembourserez votre part. Il faut seulement que l’engagement soit écrit avant la fin du trimestre.',
        ],
      },
      {
        author: 'mai-pham',
        hoursAfter: 53,
        paragraphs: [
          'Petit bémol : pour un atelier très technique, la transcription en direct convient parfois mieux. Demandez aux personnes ce qu’elles préfèrent au lieu de décider pour elles.',
        ],
      },
      {
        author: 'alice-bertrand',
        hoursAfter: 990,
        organisation: 'signes-et-cie',
        paragraphs: [
          'Neuf structures, vingt et une soirées, 28 % de moins que le tarif isolé. Calendrier publié dans l’agenda. À la dernière soirée, onze personnes sourdes ; l’une d’elles a pris la parole pour se plaindre des chaises, et toute la salle a applaudi, en signes.',
        ],
      },
    ],
  },
  {
    key: 'euro-echange-kehl',
    space: 'eurometropole',
    kind: 'experience',
    visibility: 'public',
    author: 'daniel-okafor',
    title: 'Three days on two banks : récit d’un échange avec Kehl',
    daysAgo: 80,
    posts: [
      {
        author: 'daniel-okafor',
        hoursAfter: 0,
        organisation: 'deux-rives-jeunesse',
        paragraphs: [
          'Je suis volontaire européen, je viens de Lagos, j’habite Strasbourg et je travaille mon français. We took fourteen young people across the bridge for three days. On dit que c’est à deux stations de tram ; neuf sur quatorze n’avaient jamais traversé.',
          'What worked was cooking together the first evening, before any visit. What failed was my timetable. J’avais prévu onze activités, on en a fait quatre, et la meilleure n’était pas prévue : attendre sous un porche pendant la pluie.',
        ],
      },
      {
        author: 'ursula-brandt',
        hoursAfter: 4,
        organisation: 'deux-rives-jeunesse',
        paragraphs: [
          'À Kehl, on m’a demandé quand la porte serait rouverte dans l’autre sens. Deux mères ont aussi demandé combien coûtait le séjour, et n’ont pas cru que c’était zéro. Il faut l’écrire en gros, et dans leur langue.',
        ],
      },
      {
        author: 'hakim-ziani',
        hoursAfter: 8,
        paragraphs: [
          'Cinq des quatorze venaient de chez nous. L’un m’a dit : « Là-bas, personne ne sait que je suis du Port du Rhin. » Je ne sais pas si c’est gai ou triste, mais il y est retourné seul le samedi suivant.',
        ],
      },
      {
        author: 'tuan-nguyen',
        hoursAfter: 30,
        paragraphs: [
          'Comment avez-vous choisi les quatorze ? Nous, quand les places manquent, on commence par celles et ceux qui ne sont jamais partis, et il y a toujours un parent pour trouver cela injuste.',
        ],
      },
      {
        author: 'daniel-okafor',
        hoursAfter: 33,
        paragraphs: [
          'Same rule. First those who never left. We said it clearly on the first page, and only one father called. On a parlé vingt minutes, et sa fille viendra au prochain.',
        ],
      },
    ],
  },
];
