import type { ForumTopic } from '#server/features/demonstration/content/types.ts';

export const eurometropoleQuestions: readonly ForumTopic[] = [
  {
    key: 'euro-cohabitation-contrat',
    space: 'eurometropole',
    kind: 'question',
    visibility: 'public',
    author: 'oksana-melnyk',
    title: 'Cohabitation entre générations : quel papier signer, et qui peut nous relire ?',
    daysAgo: 31,
    posts: [
      {
        author: 'oksana-melnyk',
        hoursAfter: 0,
        organisation: 'toit-a-deux',
        paragraphs: [
          'Nous mettons en lien des personnes âgées qui ont une chambre et des jeunes qui en cherchent une. Douze duos aujourd’hui. Moi-même j’habite chez Madame Wurtz depuis deux ans ; elle corrige mes mails, donc s’il y a une faute ici, c’est elle.',
          'Nos conventions datent de 2016. Quelqu’un peut-il les relire ? Nos doutes : la contrepartie (« présence le soir »), le départ, et ce qui se passe si la personne entre à l’hôpital.',
        ],
      },
      {
        author: 'isabelle-grosjean',
        hoursAfter: 6,
        paragraphs: [
          'Côté comptes et fiscalité je peux relire. La phrase « présence le soir » est dangereuse si elle ressemble à un travail : pas d’horaires imposés, pas de soins, pas de tâches comptées. Pour le reste, il faut un juriste.',
        ],
      },
      {
        author: 'delphine-reeb',
        hoursAfter: 23,
        organisation: 'maison-de-l-engagement',
        paragraphs: [
          'J’ai transmis la question au niveau trois du réseau d’appui : une avocate du barreau donne deux heures par mois aux associations. Elle vous propose un rendez-vous jeudi ou vendredi, avec vos trois conventions les plus compliquées.',
        ],
      },
      {
        author: 'dragan-petrovic',
        hoursAfter: 25,
        organisation: 'toit-a-deux',
        paragraphs: [
          'Jeudi, merci. La plus compliquée, c’est celle du colocataire qui a un python.',
        ],
      },
      {
        author: 'oksana-melnyk',
        hoursAfter: 420,
        paragraphs: [
          'Retour du rendez-vous. L’avocate a réécrit quatre articles et en a supprimé neuf. Il y a maintenant une page « et si », avec l’hôpital, la dispute, le retour d’un enfant à la maison. Madame Wurtz a demandé d’ajouter « et si l’on s’attache ? ». L’avocate n’avait pas de clause.',
        ],
      },
    ],
  },
  {
    key: 'euro-dimanche-maraude',
    space: 'eurometropole',
    kind: 'question',
    visibility: 'members',
    author: 'rachid-ouali',
    title: 'Maraude du dimanche soir : nous ne sommes plus que trois',
    daysAgo: 8,
    posts: [
      {
        author: 'rachid-ouali',
        hoursAfter: 0,
        organisation: 'veilleurs-du-neudorf',
        paragraphs: [
          'Le lundi nous sommes douze, le dimanche trois, et c’est le dimanche qu’il y a le plus de monde dehors parce que les accueils sont fermés. La semaine dernière, à trois pour cinquante-sept personnes, on a servi, on n’a parlé à personne. Ce n’est plus une maraude, c’est une livraison.',
          'Avez-vous trouvé comment tenir le dimanche ?',
        ],
      },
      {
        author: 'hakim-ziani',
        hoursAfter: 4,
        organisation: 'port-d-attache',
        paragraphs: [
          'Nos grands du Port du Rhin demandent à se rendre utiles et personne ne leur confie rien de sérieux. Six sont majeurs. À une condition : pas une sortie « découverte », un engagement de deux mois, avec une formation et quelqu’un à qui parler après.',
        ],
      },
      {
        author: 'lina-haddad',
        hoursAfter: 9,
        paragraphs: [
          'J’étudie à Strasbourg la semaine et je reviens de Sélestat le dimanche à 14 h. Je peux faire la préparation de 15 h à 18 h 30. Il y a sûrement d’autres étudiants dans mon cas : on révise le soir, mais on peut éplucher avant.',
        ],
      },
      {
        author: 'rachid-ouali',
        hoursAfter: 10,
        paragraphs: [
          'La préparation, c’est la moitié du travail. Lina, prenez la cuisine et faites passer le mot.',
        ],
      },
      {
        author: 'moussa-camara',
        hoursAfter: 150,
        paragraphs: [
          'On a fait la première formation hier, à cinq. Ce qui m’a marqué : on nous a appris à nous accroupir pour parler, et à demander « je peux m’asseoir ? » avant. Dimanche on y va. J’ai acheté des chaussettes, il paraît que c’est ce que tout le monde demande.',
        ],
      },
      {
        author: 'rachid-ouali',
        hoursAfter: 186,
        paragraphs: [
          'Hier soir : huit sur la tournée, quatre en cuisine, et un monsieur de la place qui m’a dit que Moussa écoutait « comme un vieux ». Dans sa bouche c’était un diplôme.',
        ],
      },
    ],
  },
  {
    key: 'euro-invites-pour-la-photo',
    space: 'eurometropole',
    kind: 'discussion',
    visibility: 'public',
    author: 'moussa-camara',
    title: 'On nous invite, on nous photographie, et après ?',
    daysAgo: 24,
    posts: [
      {
        author: 'moussa-camara',
        hoursAfter: 0,
        paragraphs: [
          'En un an j’ai été invité à sept réunions « parole des jeunes ». J’ai dix-huit ans, je suis noir, je viens du Port du Rhin : je suis très rentable sur une photo. À la fin de la septième, j’ai demandé ce qu’étaient devenues les idées de la première. Personne ne savait de quelle réunion je parlais.',
          'Je n’écris pas pour accuser. J’écris parce que je ne sais plus quoi répondre aux petits qui me demandent à quoi ça sert.',
        ],
      },
      {
        author: 'yanis-bouzid',
        hoursAfter: 1,
        paragraphs: [
          'Pareil. La dernière fois on m’a présenté comme « Yanis, un jeune des quartiers ». J’ai vingt-trois ans, un métier et un nom de famille.',
        ],
      },
      {
        author: 'delphine-reeb',
        hoursAfter: 5,
        organisation: 'maison-de-l-engagement',
        paragraphs: [
          'J’ai organisé deux de ces sept réunions. J’ai cherché ce soir : la première a produit un compte rendu de huit pages, transmis, puis rien. Vous avez raison et je n’ai pas d’excuse à vous offrir, seulement les documents. Je les mets ici demain.',
        ],
      },
      {
        author: 'hakim-ziani',
        hoursAfter: 8,
        paragraphs: [
          'Merci Delphine. Ce que je demande depuis dix ans : qu’une invitation dise ce qui peut encore changer, et ce qui est déjà décidé. Même si la réponse est « presque rien », on vient en le sachant.',
        ],
      },
      {
        author: 'ursula-brandt',
        hoursAfter: 21,
        paragraphs: [
          'In our company, no one asks the apprentices for an opinion without a date for the answer. Sinon ils arrêtent de répondre, et ils ont raison.',
        ],
      },
      {
        author: 'mai-pham',
        hoursAfter: 24,
        paragraphs: [
          'Attention quand même à ne pas tout bloquer. Si chaque réunion doit promettre un résultat, les services n’en feront plus. Je préfère une mauvaise réunion qui existe à une parfaite qui n’aura pas lieu.',
        ],
      },
      {
        author: 'moussa-camara',
        hoursAfter: 26,
        paragraphs: [
          'Mai, je comprends, mais la mauvaise réunion me coûte un après-midi et mon crédit auprès des copains. Vous, elle vous coûte un café.',
        ],
      },
      {
        author: 'mai-pham',
        hoursAfter: 27,
        paragraphs: ['C’est juste. Je n’avais pas compté votre crédit.'],
      },
      {
        author: 'irene-castaldi',
        hoursAfter: 46,
        organisation: 'fabrique-des-possibles',
        paragraphs: [
          'Une proposition concrète : une demi-page jointe à chaque invitation. Ce qui est ouvert, ce qui est fermé, qui décide, quand vous aurez la réponse, et si la venue est payée ou remboursée. Cinq lignes. Celui qui ne peut pas les remplir n’est pas prêt à inviter.',
        ],
      },
      {
        author: 'delphine-reeb',
        hoursAfter: 168,
        organisation: 'maison-de-l-engagement',
        paragraphs: [
          'Adopté pour nos services à partir de maintenant, et les transports sont remboursés sur place. Pour les sept réunions passées, j’ai retrouvé 23 propositions : quatre ont abouti, six sont en cours, treize n’ont pas eu de réponse. Les treize en auront une, même négative, d’ici un mois.',
        ],
      },
      {
        author: 'moussa-camara',
        hoursAfter: 169,
        paragraphs: ['Je le note. Et je reviens dans un mois.'],
      },
      {
        author: 'yanis-bouzid',
        hoursAfter: 561,
        paragraphs: [
          'Il reste trois propositions sans réponse sur treize. Le local de musique est refusé, on sait pourquoi, c’est écrit. C’est bizarre, mais un vrai non fait du bien.',
        ],
      },
    ],
  },
  {
    key: 'euro-cercle-de-parole',
    space: 'eurometropole',
    kind: 'experience',
    visibility: 'public',
    author: 'irene-castaldi',
    title: 'Réunion de seize personnes : le minuteur, les cartons et le silence',
    daysAgo: 1,
    posts: [
      {
        author: 'irene-castaldi',
        hoursAfter: 0,
        organisation: 'fabrique-des-possibles',
        paragraphs: [
          'On me demande souvent ce que je fais pour que tout le monde parle. Presque rien, en réalité. Voici le déroulé d’hier soir, deux heures, seize personnes dont trois qui ne se supportent pas.',
          '- Deux minutes de silence pour écrire, avant toute discussion. C’est la chose la plus utile que je connaisse.',
          '- Par deux, trois minutes chacun, l’autre n’interrompt pas.',
          '- Par quatre, on garde une seule idée et un seul désaccord.',
          '- En grand groupe, on commence par les désaccords.',
          'À la fin, les trois ne s’aimaient toujours pas, mais chacun savait répéter l’argument des deux autres.',
        ],
      },
      {
        author: 'yanis-bouzid',
        hoursAfter: 4,
        paragraphs: [
          'J’étais un des trois. Je confirme, c’est très agaçant de bien résumer quelqu’un avec qui on n’est pas d’accord.',
        ],
      },
      {
        author: 'daniel-okafor',
        hoursAfter: 9,
        paragraphs: [
          'The two minutes of silence are the only moment when I am as fast as everybody, because I can think in English first. Merci pour ça.',
        ],
      },
      {
        author: 'mariam-sangare',
        hoursAfter: 21,
        paragraphs: [
          'Et pour celles et ceux qui écrivent difficilement ? Chez nous, les deux minutes peuvent devenir deux minutes de honte.',
        ],
      },
      {
        author: 'irene-castaldi',
        hoursAfter: 22.5,
        paragraphs: [
          'Bonne question. Je propose toujours : écrire, dessiner, ou se le dire dans la tête. Personne ne ramasse les feuilles, et je le dis avant de commencer.',
        ],
      },
    ],
  },
];
