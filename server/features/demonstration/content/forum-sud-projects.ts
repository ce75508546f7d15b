import type { ForumTopic } from '#server/features/demonstration/content/types.ts';

export const sudProjects: readonly ForumTopic[] = [
  {
    key: 'sud-cantine-jeudi',
    space: 'sud',
    kind: 'project',
    visibility: 'public',
    author: 'samira-idrissi',
    title: 'Une cantine du jeudi, cuisinée par celles et ceux qui y mangent',
    daysAgo: 70,
    posts: [
      {
        author: 'samira-idrissi',
        hoursAfter: 0,
        organisation: 'marmite-du-ried',
        paragraphs: [
          'La Marmite du Ried sert 55 repas par semaine. C’est bien, et il y a quelque chose qui me dérange : d’un côté du comptoir ceux qui donnent, de l’autre ceux qui reçoivent, toujours les mêmes.',
          'Nous voudrions ouvrir un jeudi sur deux une table sans comptoir, à Sélestat. On arrive à 10 h, on épluche, on cuisine, on mange ensemble, on fait la vaisselle. Chacun paie ce qu’il peut dans une boîte fermée. Qui connaît une cuisine assez grande, et qui viendrait éplucher le premier jour ?',
        ],
      },
      {
        author: 'lina-haddad',
        hoursAfter: 1,
        paragraphs: ['Moi, évidemment. Et j’amène ma grand-mère, prévoyez de la semoule.'],
      },
      {
        author: 'ludovic-mertz',
        hoursAfter: 5,
        organisation: 'maraichers-du-ried',
        paragraphs: [
          'Légumes de saison, deux cagettes par séance, on vous les doit bien : vos bénévoles nous ont aidés aux poireaux sous la neige.',
        ],
      },
      {
        author: 'agnes-meyer',
        hoursAfter: 8,
        paragraphs: [
          'La salle du foyer à Sélestat a une cuisine pour quarante couverts et elle est vide en journée. Il faut demander à la paroisse, et promettre de ne pas toucher au percolateur.',
        ],
      },
      {
        author: 'rachid-ouali',
        hoursAfter: 12,
        organisation: 'ouali-traiteur',
        paragraphs: [
          'Traiteur depuis vingt ans, je vous donne trois conseils et une matinée. Les conseils : un plat unique, un seul four allumé, et quelqu’un qui ne fait que laver. La matinée : je viens la première fois pour vous apprendre à découper quarante poulets sans pleurer.',
        ],
      },
      {
        author: 'florence-adam',
        hoursAfter: 26,
        paragraphs: [
          'Question ennuyeuse mais nécessaire : l’hygiène. Si les convives cuisinent, il faut quelqu’un de formé sur place, une tenue, un relevé de températures, un plat témoin gardé au froid. Ce n’est pas compliqué, c’est régulier.',
        ],
      },
      {
        author: 'samira-idrissi',
        hoursAfter: 30,
        paragraphs: [
          'Question pas ennuyeuse du tout. Deux d’entre nous ont la formation, je la passe le mois prochain avec trois convives. Je tiens à ce « avec ».',
        ],
      },
      {
        author: 'kenza-el-amrani',
        hoursAfter: 49,
        paragraphs: [
          'Est-ce que les enfants de l’aide aux devoirs peuvent écrire les menus ? Ils ont des idées arrêtées sur les courgettes.',
        ],
      },
      {
        author: 'stephane-ritter',
        hoursAfter: 110,
        organisation: 'menuiserie-ritter',
        paragraphs: [
          'J’ai vu le fil par ma fille. Pour quarante personnes à des tables de kermesse, il vous faut des tréteaux qui ne pincent pas les doigts. J’en ai douze dans la remise, ils sont à vous.',
        ],
      },
      {
        author: 'lina-haddad',
        hoursAfter: 340,
        organisation: 'marmite-du-ried',
        paragraphs: [
          'Premier jeudi : 38 personnes, un couscous, une très longue discussion sur la harissa. Une dame est arrivée comme invitée et repartie avec les clés du placard à épices. Dans la boîte : 161 euros, plus un bouton.',
        ],
      },
      {
        author: 'camille-oberle',
        hoursAfter: 350,
        paragraphs: ['Le bouton, c’est moi, pardon. Il tenait depuis trois ans.'],
      },
      {
        author: 'samira-idrissi',
        hoursAfter: 1672,
        organisation: 'marmite-du-ried',
        paragraphs: [
          'Cinquième jeudi hier. Ce qui change : on ne sait plus qui est bénévole. Ce qui coince : l’après-midi de vaisselle tombe toujours sur les mêmes quatre femmes. On a donc tiré les torchons au sort, et le maire, qui passait dire bonjour, a eu le numéro trois.',
        ],
      },
    ],
  },
  {
    key: 'sud-decor-theatre',
    space: 'sud',
    kind: 'call',
    visibility: 'public',
    author: 'ines-moreno',
    title: 'Troupe cherche une forêt, un escalier et quelqu’un qui sache visser',
    daysAgo: 13,
    posts: [
      {
        author: 'ines-moreno',
        hoursAfter: 0,
        organisation: 'voix-de-la-vallee',
        paragraphs: [
          'Nous montons une pièce écrite par les habitants de la vallée, dix-huit comédiens de douze à quatre-vingt-un ans. Le décor doit tenir dans une camionnette, se monter en une heure et résister à Gabin, neuf ans, qui joue le sanglier.',
          'Il nous faut une forêt pliante et un escalier de quatre marches qui mène nulle part. Budget : 350 euros et notre reconnaissance.',
        ],
      },
      {
        author: 'stephane-ritter',
        hoursAfter: 3,
        organisation: 'menuiserie-ritter',
        paragraphs: [
          'Un escalier qui mène nulle part, j’en ai posé plusieurs, mais jamais exprès. Envoyez-moi les dimensions de la camionnette et le poids du sanglier.',
        ],
      },
      { author: 'ines-moreno', hoursAfter: 4, paragraphs: ['Trente-quatre kilos, lancé.'] },
      {
        author: 'alice-bertrand',
        hoursAfter: 22,
        organisation: 'imprimerie-du-canal',
        paragraphs: [
          'Pour la forêt : nous avons des fins de rouleaux de bâche imprimable, trois mètres de haut. Si quelqu’un dessine des troncs, je les imprime entre deux commandes. À rouler, jamais à plier.',
        ],
      },
      {
        author: 'camille-oberle',
        hoursAfter: 28,
        paragraphs: [
          'Je dessine ! Mais de vraies essences, avec les lichens. Personne ne les verra du fond de la salle et ça me rendra heureuse.',
        ],
      },
      {
        author: 'solene-guillou',
        hoursAfter: 290,
        organisation: 'voix-de-la-vallee',
        paragraphs: [
          'Répétition avec décor hier. L’escalier est magnifique, la forêt sent un peu l’encre, le sanglier a été contenu. Stéphane a assisté à la scène finale depuis la coulisse et prétend que c’était la poussière.',
        ],
      },
    ],
  },
  {
    key: 'sud-aide-aux-devoirs-ados',
    space: 'sud',
    kind: 'experience',
    visibility: 'public',
    author: 'tuan-nguyen',
    title: 'Aide aux devoirs au collège : ce que nous avons arrêté de faire',
    daysAgo: 56,
    posts: [
      {
        author: 'tuan-nguyen',
        hoursAfter: 0,
        organisation: 'coup-de-pouce-obernai',
        paragraphs: [
          'J’étais un enfant de l’aide aux devoirs, j’en suis maintenant le responsable du mercredi. On parle souvent de ce qu’il faut ajouter. Voici ce que nous avons retiré en un an.',
          '- Retiré : la feuille d’émargement à l’entrée. Elle ressemblait à l’école. Nous comptons à la fin, de tête.',
          '- Retiré : « montre-moi ton carnet ». On commence par « qu’est-ce qui t’a énervé cette semaine ? ».',
          '- Retiré : le bénévole qui sait. Chez les troisièmes, deux élèves expliquent, l’adulte fait semblant de ne pas comprendre. Je fais très bien semblant.',
          'Sur dix-neuf inscrits en septembre, dix-huit étaient encore là en juin. L’année d’avant, onze sur vingt-deux.',
        ],
      },
      {
        author: 'agnes-meyer',
        hoursAfter: 5,
        paragraphs: [
          'Je précise que j’étais contre la disparition de la feuille. J’ai tenu six semaines, puis j’ai vu un garçon qui n’entrait jamais s’asseoir près de la porte.',
        ],
      },
      {
        author: 'bastien-schaller',
        hoursAfter: 27,
        paragraphs: [
          'On a le même problème avec les cadets à l’aviron : dès qu’on sort un tableau, ils se ferment. Est-ce que vous formez les bénévoles à « ne pas savoir » ? Certains n’y arriveront pas, je pense à un ingénieur en particulier.',
        ],
      },
      {
        author: 'tuan-nguyen',
        hoursAfter: 30,
        paragraphs: [
          'On leur demande d’apprendre quelque chose d’un élève avant la fin du premier mois. Notre ingénieur à nous sait maintenant tresser des cheveux.',
        ],
      },
      {
        author: 'nathalie-schoen',
        hoursAfter: 58,
        paragraphs: [
          'Je livre le goûter du mercredi depuis avril. Je peux témoigner que l’on n’entend plus « c’est nul », on entend « attends, je t’explique ».',
        ],
      },
    ],
  },
  {
    key: 'sud-dire-merci',
    space: 'sud',
    kind: 'discussion',
    visibility: 'members',
    author: 'agnes-meyer',
    title: 'Dire merci à des bénévoles sans médaille ni cacahuètes',
    daysAgo: 5,
    posts: [
      {
        author: 'agnes-meyer',
        hoursAfter: 0,
        paragraphs: [
          'Chaque fin d’année, même cérémonie : un discours, un diplôme imprimé, des cacahuètes. Les gens sont gentils et viennent. Mais l’an dernier, une bénévole m’a confié qu’elle aurait préféré qu’on lui demande pourquoi elle était fatiguée.',
          'Comment remercie-t-on pour de bon ?',
        ],
      },
      {
        author: 'anne-laure-roth',
        hoursAfter: 3,
        paragraphs: [
          'Par du temps rendu. Chez nous, qui a tenu la buvette trois fois est interdit de buvette pendant deux mois. C’est écrit au règlement. Les récidivistes sont raccompagnés au bord de l’eau.',
        ],
      },
      {
        author: 'ludovic-mertz',
        hoursAfter: 6,
        paragraphs: [
          'Par une chose vraie et précise. Mon père disait : « Ton rang de carottes est droit », et ça valait un discours de préfet.',
        ],
      },
      {
        author: 'lina-haddad',
        hoursAfter: 20,
        paragraphs: [
          'On a fait un essai à la Marmite : chaque personne reçoit une lettre d’une page, écrite à la main par quelqu’un qui n’est pas du bureau, qui raconte un moment où elle a compté. J’ai reçu la mienne il y a six mois, elle est dans mon sac, elle est pleine de taches.',
        ],
      },
      {
        author: 'jean-marc-ehrhardt',
        hoursAfter: 25,
        paragraphs: [
          'Je suis moins lyrique : remboursez les frais sans qu’il faille les réclamer, répondez aux messages, finissez les réunions à l’heure. Ce sont des remerciements qui se répètent toute l’année.',
        ],
      },
      {
        author: 'agnes-meyer',
        hoursAfter: 29,
        paragraphs: ['Je garde les deux : la lettre, et la réunion qui finit à l’heure.'],
      },
      {
        author: 'solene-guillou',
        hoursAfter: 97,
        paragraphs: [
          'Pensons aussi à l’attestation de compétences. Pour les plus jeunes c’est un vrai merci : un papier qui dit ce qu’ils ont su faire, avec des exemples, et que l’on peut montrer à un employeur. Qui voudrait écrire un modèle avec nous ?',
        ],
      },
      {
        author: 'kenza-el-amrani',
        hoursAfter: 118,
        paragraphs: [
          'Moi. Je viens de passer un entretien où l’on m’a demandé mon « expérience », et je n’ai rien su dire de quatre ans de mercredis.',
        ],
      },
    ],
  },
];
