import type { ForumTopic } from '#server/features/demonstration/content/types.ts';

export const cohortTopics: readonly ForumTopic[] = [
  {
    key: 'promo-apres-le-choix',
    space: 'promo-2026',
    kind: 'discussion',
    visibility: 'members',
    author: 'irene-castaldi',
    title: 'Après le choix du thème : comment vont celles et ceux qui voulaient autre chose ?',
    daysAgo: 66,
    posts: [
      {
        author: 'irene-castaldi',
        hoursAfter: 0,
        paragraphs: [
          'Samedi, onze personnes ont placé les déplacements en premier, huit la place des jeunes dans les conseils d’administration, cinq la fatigue des bénévoles. Le choix est fait. Cela ne veut pas dire que treize personnes se sont trompées.',
          'J’ouvre ce fil pour elles d’abord. Que faudrait-il pour que vous puissiez écrire ce texte sans vous sentir invités chez les autres ?',
        ],
      },
      {
        author: 'josephine-mbemba',
        hoursAfter: 2,
        paragraphs: [
          'J’avais défendu la fatigue. J’ai pleuré dans le train, puis j’ai dormi. Ce qui m’aiderait : que la lettre dise que se déplacer fatigue, et pas seulement que c’est loin.',
        ],
      },
      {
        author: 'loic-stoll',
        hoursAfter: 4,
        paragraphs: [
          'Moi c’étaient les conseils d’administration. Je suis encore un peu boudeur. Mais en relisant mes notes, je vois que presque tous mes exemples commencent par « la réunion était à 18 h 30 et… ». On finira peut-être au même endroit par une autre route.',
        ],
      },
      {
        author: 'bastien-schaller',
        hoursAfter: 7,
        paragraphs: [
          'Je suis dans les onze et je n’ai pas savouré. On a voté à 17 h 40, tout le monde regardait l’heure du train. Choisir les déplacements parce qu’on avait peur de rater le train, c’est drôle, mais est-ce que c’est un débat ?',
        ],
      },
      {
        author: 'aminata-diallo',
        hoursAfter: 9,
        paragraphs: ['C’est même le meilleur argument pour le thème.'],
      },
      {
        author: 'emre-aksoy',
        hoursAfter: 10,
        paragraphs: [
          'On garde quand même une trace des deux autres ? Si dans six mois on s’aperçoit qu’on s’est trompés, je voudrais pouvoir le lire quelque part.',
        ],
      },
      {
        author: 'irene-castaldi',
        hoursAfter: 24,
        paragraphs: [
          'Oui. Les deux textes de présentation et les arguments sont conservés tels quels à côté de la lettre, avec les noms de ceux qui acceptent d’être nommés. Une minorité n’a pas à disparaître parce qu’elle a perdu.',
        ],
      },
      {
        author: 'clara-zimmermann',
        hoursAfter: 27,
        paragraphs: [
          'Proposition : une section « Là où nous ne sommes pas d’accord ». Pas une note en petit à la fin, une vraie section, avec un titre de la même taille.',
        ],
      },
      {
        author: 'kenza-el-amrani',
        hoursAfter: 28,
        paragraphs: ['Oui. Et qu’on n’y mette pas que les désaccords polis.'],
      },
      {
        author: 'josephine-mbemba',
        hoursAfter: 50,
        paragraphs: [
          'Ça me va. J’accepte d’écrire dans la section « Ce que ça coûte ». Avec la fatigue dedans.',
        ],
      },
      {
        author: 'loic-stoll',
        hoursAfter: 53,
        paragraphs: [
          'Je prends la fin, « Ce que nous ferons, nous ». J’ai peur qu’elle reste vide, alors autant que ce soit moi qu’on gronde.',
        ],
      },
      {
        author: 'noor-rahimi',
        hoursAfter: 77,
        paragraphs: [
          'J’avais voté pour les déplacements, mais je n’avais pas compris qu’il y avait un deuxième tour. Ce n’est la faute de personne. La prochaine fois, est-ce qu’on peut dire la règle deux fois, dont une lentement ?',
        ],
      },
    ],
  },
  {
    key: 'promo-reseau-dans-la-vallee',
    space: 'promo-2026',
    kind: 'question',
    visibility: 'members',
    author: 'margaux-heitz',
    title: 'Point mensuel en visio : chez moi l’image se fige toutes les trois minutes',
    daysAgo: 27,
    posts: [
      {
        author: 'margaux-heitz',
        hoursAfter: 0,
        paragraphs: [
          'Au fond de la vallée, la visio de l’e-atelier ressemble à un diaporama de vos visages en train d’éternuer. Je coupe ma caméra, puis je coupe le son, puis je fais la vaisselle en écoutant à moitié. Je ne veux pas devenir, au sens propre, la lauréate du fond.',
        ],
      },
      {
        author: 'jules-kieffer',
        hoursAfter: 1,
        paragraphs: [
          'Sarre-Union, même combat. Je monte au grenier, il y a du réseau sous la lucarne nord. Il y a aussi des guêpes.',
        ],
      },
      {
        author: 'irene-castaldi',
        hoursAfter: 5,
        paragraphs: [
          'Merci de le dire. À partir du prochain : numéro de téléphone ordinaire pour suivre à la voix, documents envoyés la veille, et notes écrites en direct dans l’espace pour pouvoir rattraper. Et je nomme chaque personne au téléphone en premier, pas en dernier.',
        ],
      },
      {
        author: 'sylvie-anstett',
        hoursAfter: 8,
        paragraphs: [
          'À Schirmeck, notre local a la fibre. Margaux a la clé. Quatre places, une bouilloire.',
        ],
      },
      {
        author: 'daniel-okafor',
        hoursAfter: 12,
        paragraphs: [
          'When it freezes I also lose the French. Les notes écrites en direct m’aident autant que le réseau, merci de les garder même pour ceux qui ont la fibre.',
        ],
      },
      {
        author: 'margaux-heitz',
        hoursAfter: 530,
        paragraphs: [
          'Retour après le dernier point : suivi depuis le car, au téléphone, deux coupures, j’ai pu voter. Et lire les notes m’a permis de corriger une phrase qu’on m’attribuait. Je n’avais pas dit « scandaleux », j’avais dit « ça me scandalise », ce n’est pas pareil.',
        ],
      },
    ],
  },
  {
    key: 'promo-rencontre-dirigeants',
    space: 'promo-2026',
    kind: 'project',
    visibility: 'members',
    author: 'loic-stoll',
    title:
      'Rencontre avec les dirigeants : qui veut l’organiser, et surtout comment les faire asseoir ?',
    daysAgo: 14,
    posts: [
      {
        author: 'loic-stoll',
        hoursAfter: 0,
        paragraphs: [
          'La rencontre avec les présidentes et présidents de nos associations, c’est nous qui l’organisons. Première question, la plus politique : la salle. Je ne veux pas d’une estrade avec nous debout et eux assis, ni l’inverse.',
        ],
      },
      {
        author: 'ines-moreno',
        hoursAfter: 2,
        paragraphs: [
          'Des tables de six, une association différente à chaque chaise, et nos dirigeants jamais à la table de leur propre lauréat. Sinon ils vont nous regarder comme des parents au spectacle.',
        ],
      },
      {
        author: 'thibault-gangloff',
        hoursAfter: 4,
        paragraphs: [
          'Lieu accessible, vraiment accessible, vérifié par quelqu’un sur place. Et à côté d’une gare. On ne va pas présenter une lettre sur les déplacements dans un endroit où il faut une voiture.',
        ],
      },
      {
        author: 'samira-idrissi',
        hoursAfter: 22,
        paragraphs: [
          'Vue d’une dirigeante : ce qui m’intéresse, ce n’est pas d’applaudir. Donnez-nous une question difficile et une demi-heure pour y répondre devant vous. On est moins à l’aise que vous ne croyez.',
        ],
      },
      {
        author: 'yanis-bouzid',
        hoursAfter: 25,
        paragraphs: [
          'J’aime beaucoup. « Qu’est-ce que vous arrêtez de faire l’an prochain pour nous laisser la place ? » Silence garanti.',
        ],
      },
      {
        author: 'helene-burger',
        hoursAfter: 27,
        paragraphs: ['J’ai relu la question deux fois et j’ai rougi, donc elle est bonne.'],
      },
      {
        author: 'lina-haddad',
        hoursAfter: 290,
        paragraphs: [
          'Avancement : salle trouvée à Sélestat, six minutes à pied de la gare, plain-pied, boucle magnétique. La Marmite cuisine. Il reste à décider si on lit la lettre entière (dix-huit minutes, j’ai chronométré) ou trois passages.',
        ],
      },
      {
        author: 'sofia-ferreira',
        hoursAfter: 331,
        paragraphs: [
          'Trois passages lus par des gens qui ne les ont pas écrits. Et la lettre entière posée sur chaque assiette.',
        ],
      },
    ],
  },
  {
    key: 'promo-gratuit-ou-frequent',
    space: 'promo-2026',
    kind: 'discussion',
    visibility: 'members',
    author: 'mathis-wendling',
    title: 'Gratuit ou fréquent : on n’arrive pas à écrire la section 4',
    daysAgo: 4,
    posts: [
      {
        author: 'mathis-wendling',
        hoursAfter: 0,
        paragraphs: [
          'On tourne en rond. La moitié du groupe veut demander des transports gratuits jusqu’à vingt-six ans. L’autre préfère des cars plus tard le soir, même payants. Quand on met les deux, ça fait une liste de courses et personne ne nous prendra au sérieux.',
        ],
      },
      {
        author: 'elif-yildiz',
        hoursAfter: 1,
        paragraphs: [
          'Gratuit. Mes deux frères et moi, l’abonnement, c’est 87 euros par mois à la maison. On ne va pas faire comme si tout le monde pouvait payer.',
        ],
      },
      {
        author: 'jules-kieffer',
        hoursAfter: 2,
        paragraphs: [
          'Chez moi un car gratuit qui ne passe pas reste un car qui ne passe pas. Je préfère payer trois euros et rentrer.',
        ],
      },
      {
        author: 'rayan-belkacem',
        hoursAfter: 3,
        paragraphs: [
          'Est-ce qu’on pourrait arrêter de dire « les jeunes veulent » ? Là, clairement, les jeunes ne veulent pas la même chose, et ça dépend surtout d’où on habite.',
        ],
      },
      {
        author: 'camille-oberle',
        hoursAfter: 8,
        paragraphs: [
          'Alors écrivons ça. « À Bischwiller, le prix nous arrête. À Sarre-Union, c’est l’heure. » Deux phrases vraies valent mieux qu’une moyenne.',
        ],
      },
      {
        author: 'lea-muller',
        hoursAfter: 20,
        paragraphs: ['Et à Seebach les deux, merci de penser à Seebach.'],
      },
      {
        author: 'tuan-nguyen',
        hoursAfter: 26,
        paragraphs: [
          'J’ai fait un tableau de nos vingt-quatre trajets : domicile, association, dernier retour, prix. Quatorze n’ont aucun retour après 20 h. Neuf paient plus de quarante euros par mois. Cinq ont les deux problèmes. Je le mets dans la lettre si personne ne s’y oppose.',
        ],
      },
      {
        author: 'oksana-melnyk',
        hoursAfter: 29,
        paragraphs: [
          'Je ne m’y oppose pas, mais enlevez les communes quand il n’y a qu’une personne dedans. On me reconnaîtrait tout de suite.',
        ],
      },
      { author: 'tuan-nguyen', hoursAfter: 30, paragraphs: ['Fait, merci. J’aurais dû y penser.'] },
      {
        author: 'mathis-wendling',
        hoursAfter: 71,
        paragraphs: [
          'J’ai réécrit avec les deux phrases de Camille et le tableau de Tuan. Elif et Jules, est-ce que chacun peut vivre avec ?',
        ],
      },
      {
        author: 'elif-yildiz',
        hoursAfter: 93,
        paragraphs: [
          'Vivre avec, oui. Mon amendement sur la gratuité reste à côté du texte, signé de mon nom. Et Jules me doit un trajet à trois euros.',
        ],
      },
      {
        author: 'jules-kieffer',
        hoursAfter: 95,
        paragraphs: ['Payé. À condition que le car passe.'],
      },
    ],
  },
];
