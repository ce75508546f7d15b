import type { ForumTopic } from '#server/features/demonstration/content/types.ts';

export const sudQuestions: readonly ForumTopic[] = [
  {
    key: 'sud-pain-invendu',
    space: 'sud',
    kind: 'question',
    visibility: 'public',
    author: 'nathalie-schoen',
    title: 'Donner le pain invendu sans se tromper : qui a déjà une convention simple ?',
    daysAgo: 26,
    posts: [
      {
        author: 'nathalie-schoen',
        hoursAfter: 0,
        organisation: 'fournil-de-nathalie',
        paragraphs: [
          'Chaque soir il me reste entre quatre et neuf kilos de pain, plus des brioches en fin de semaine. Une partie part chez des voisins, l’autre chez les poules d’Ernest. Je préférerais que des gens la mangent, sans vexer Ernest.',
          'Je n’ai ni salarié libre à 19 h, ni véhicule, et je ne veux pas d’ennuis si un pain aux noix tombe sur une allergie. Comment faites-vous ?',
        ],
      },
      {
        author: 'lina-haddad',
        hoursAfter: 2,
        organisation: 'marmite-du-ried',
        paragraphs: [
          'Bonsoir Nathalie ! La Marmite peut passer le mardi et le jeudi à 18 h 45, c’est sur la route de deux bénévoles. On a une convention d’une page : qui donne, qui transporte, à partir de quel moment la responsabilité passe à l’association. Les allergènes restent affichés avec le produit, donc on prend une photo de vos étiquettes et on n’emporte rien sans étiquette.',
        ],
      },
      {
        author: 'nathalie-schoen',
        hoursAfter: 3,
        paragraphs: [
          'Une page, ça me va. La dernière que l’on m’a proposée en comptait dix-sept, avec un logo sur chacune.',
        ],
      },
      {
        author: 'florence-adam',
        hoursAfter: 21,
        paragraphs: [
          'Vérifiez que la convention prévoit un cahier de remise : date, poids, signature. Cela sert pour l’assurance et, si votre comptable le confirme, pour la réduction d’impôt sur les dons alimentaires. Cela prend vingt secondes par soir.',
        ],
      },
      {
        author: 'ludovic-mertz',
        hoursAfter: 24,
        paragraphs: [
          'Même chose chez nous avec les légumes moches, sauf qu’ils ne sont pas moches, ils sont à deux. Si la tournée de Lina a de la place le jeudi, j’ai des carottes jumelles.',
        ],
      },
      {
        author: 'lina-haddad',
        hoursAfter: 580,
        organisation: 'marmite-du-ried',
        paragraphs: [
          'Un mois de tournées : 96 kilos de pain, 140 de légumes, zéro oubli, et une brioche dont je dois avouer qu’elle n’est jamais arrivée à Sélestat. Le pain dur du jeudi devient une soupe le vendredi. Nathalie, on vous garde une assiette quand vous voulez.',
        ],
      },
    ],
  },
  {
    key: 'sud-canal-dimanche',
    space: 'sud',
    kind: 'discussion',
    visibility: 'public',
    author: 'jean-marc-ehrhardt',
    title: 'Le dimanche, le canal est plein : peut-on en parler avant de se fâcher ?',
    daysAgo: 38,
    posts: [
      {
        author: 'jean-marc-ehrhardt',
        hoursAfter: 0,
        organisation: 'ried-vivant',
        paragraphs: [
          'Je le dis franchement. Depuis que l’aviron et le canoë partent à 8 h du même ponton, nos sorties d’observation ne voient plus un martin-pêcheur. Je ne veux pas de panneau d’interdiction, j’en ai combattu assez dans ma vie. Mais à ce rythme, les oiseaux déménageront avant nous.',
        ],
      },
      {
        author: 'bastien-schaller',
        hoursAfter: 2,
        organisation: 'aviron-du-canal',
        paragraphs: [
          'On ne savait pas. Vraiment. Depuis l’eau, on voit votre groupe sur la rive et on pense que tout va bien parce que vous nous faites signe.',
        ],
      },
      {
        author: 'jean-marc-ehrhardt',
        hoursAfter: 3,
        paragraphs: ['Nous vous faisions signe de ralentir.'],
      },
      { author: 'bastien-schaller', hoursAfter: 3.5, paragraphs: ['Ah.'] },
      {
        author: 'anne-laure-roth',
        hoursAfter: 6,
        organisation: 'aviron-du-canal',
        paragraphs: [
          'Ce malentendu est assez beau. Cela dit, je représente 140 licenciés dont la moitié de jeunes, et le dimanche est leur seul jour. Je ne peux pas leur demander de ne plus ramer de mars à juillet.',
        ],
      },
      {
        author: 'camille-oberle',
        hoursAfter: 22,
        paragraphs: [
          'La nidification se joue sur un tronçon de 900 mètres, pas sur tout le canal. Entre le pont de la D203 et la vieille écluse, d’avril à fin juin. Si les bateaux le passent après 10 h et sans s’arrêter, les oiseaux ont eu leur matinée. J’ai la carte et les relevés de deux ans.',
        ],
      },
      {
        author: 'bastien-schaller',
        hoursAfter: 25,
        paragraphs: [
          'Ça, c’est faisable. On part dans l’autre sens le matin, et on revient par votre tronçon en silence. Ramer en silence, c’est même un très bon exercice.',
        ],
      },
      {
        author: 'jean-marc-ehrhardt',
        hoursAfter: 28,
        paragraphs: [
          'Je demandais midi. Je prends 10 h, à condition que l’on compte ensemble au printemps prochain et qu’on accepte le résultat, quel qu’il soit.',
        ],
      },
      {
        author: 'anne-laure-roth',
        hoursAfter: 700,
        paragraphs: [
          'Accord trouvé et affiché au ponton. Neuf rameurs ont suivi la sortie de Camille dimanche, dont deux qui croyaient que le héron était une sculpture. Jean-Marc a promis d’essayer un bateau, avec gilet.',
        ],
      },
      {
        author: 'jean-marc-ehrhardt',
        hoursAfter: 893,
        paragraphs: ['J’ai essayé. Le martin-pêcheur rit encore.'],
      },
    ],
  },
  {
    key: 'sud-photo-mineurs',
    space: 'sud',
    kind: 'question',
    visibility: 'members',
    author: 'kenza-el-amrani',
    title: 'Photos de mineurs : que demander aux parents, et comment le dire simplement ?',
    daysAgo: 11,
    posts: [
      {
        author: 'kenza-el-amrani',
        hoursAfter: 0,
        organisation: 'coup-de-pouce-obernai',
        paragraphs: [
          'Pour notre exposition, nous avons de très belles photos des ateliers. Problème : nos autorisations disent « j’accepte que mon enfant soit photographié », sans dire où, ni combien de temps. Certains parents lisent mal le français et signent par confiance. Ça me gêne.',
          'Avez-vous une feuille que les gens comprennent vraiment ?',
        ],
      },
      {
        author: 'ines-moreno',
        hoursAfter: 4,
        paragraphs: [
          'Au théâtre on sépare trois cases : dans la salle, sur papier, en ligne. Beaucoup cochent les deux premières seulement. Et on demande aussi à l’enfant. L’an dernier, un garçon de onze ans a dit non alors que sa mère disait oui ; on a suivi le garçon, et la mère nous a remerciés.',
        ],
      },
      {
        author: 'solene-guillou',
        hoursAfter: 7,
        paragraphs: [
          'Ajoutez une durée et un nom à appeler pour changer d’avis. Si le retrait est aussi facile que la signature, la feuille est honnête.',
        ],
      },
      {
        author: 'tuan-nguyen',
        hoursAfter: 26,
        paragraphs: [
          'On peut enregistrer la feuille à voix haute, en turc, en arabe, en portugais. Quatre minutes par langue. Les familles écoutent sur le téléphone et posent des questions, ce qu’elles ne font jamais devant un papier.',
        ],
      },
      {
        author: 'agnes-meyer',
        hoursAfter: 150,
        organisation: 'coup-de-pouce-obernai',
        paragraphs: [
          'Fait : quatre langues, une page, trois cases, un an. Deux familles ont retiré leur accord pour l’affiche. Nous avons donc une affiche avec des mains, des trousses et une orange, et c’est la plus belle que nous ayons eue.',
        ],
      },
    ],
  },
  {
    key: 'sud-carte-speed-dating',
    space: 'sud',
    kind: 'question',
    visibility: 'members',
    author: 'stephane-ritter',
    title: 'Speed dating de Sélestat : que mettre sur sa fiche quand on est menuisier ?',
    daysAgo: 0.4,
    posts: [
      {
        author: 'stephane-ritter',
        hoursAfter: 0,
        organisation: 'menuiserie-ritter',
        paragraphs: [
          'Bonjour. C’est ma première fois, je me suis inscrit un soir de bonne humeur et maintenant je dois remplir « besoins, apports, pistes recherchées ». Mes apports, c’est du bois. Mes besoins, je n’ose pas écrire « des gens », ça fait petite annonce.',
        ],
      },
      {
        author: 'solene-guillou',
        hoursAfter: 1,
        paragraphs: [
          'Écrivez « des gens », justement. L’an passé, la rencontre la plus utile a commencé par « je n’arrive pas à trouver d’apprentis ». Les associations connaissent des jeunes, vous connaissez un métier, la conversation est déjà là.',
        ],
      },
      {
        author: 'samira-idrissi',
        hoursAfter: 2.5,
        organisation: 'marmite-du-ried',
        paragraphs: [
          'Une fiche utile contient une chose précise que l’on peut vous demander dès la semaine suivante. « Trois heures d’un menuisier pour poser des étagères » vaut mieux que « un soutien matériel ». Et gardez une ligne pour ce que vous ne voulez pas, c’est un gain de temps pour tous.',
        ],
      },
      {
        author: 'stephane-ritter',
        hoursAfter: 4,
        paragraphs: [
          'Alors : je peux donner des chutes de chêne et deux samedis par trimestre. Je cherche un ou une apprentie qui n’ait pas peur du bruit. Je ne veux pas qu’on me demande un chèque pour un panneau avec mon logo dessus.',
        ],
      },
      { author: 'florence-adam', hoursAfter: 8, paragraphs: ['Ne changez plus un mot.'] },
    ],
  },
];
