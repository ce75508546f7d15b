import type { ForumTopic } from '#server/features/demonstration/content/types.ts';

export const ouestQuestions: readonly ForumTopic[] = [
  {
    key: 'ouest-chambre-froide',
    space: 'ouest',
    kind: 'question',
    visibility: 'members',
    author: 'helene-burger',
    title: 'Chambre froide en panne à l’épicerie : où mettre 300 kg de frais d’ici vendredi ?',
    daysAgo: 12,
    posts: [
      {
        author: 'helene-burger',
        hoursAfter: 0,
        organisation: 'halte-de-saverne',
        paragraphs: [
          'Le compresseur a rendu l’âme ce matin à 6 h. Le réparateur annonce quatre jours. Nous avons 310 kilos de produits frais, 84 familles servies le vendredi, et un thermomètre qui monte pendant que j’écris.',
          'Qui a du froid aux normes, même une demi-armoire, entre Saverne et Marmoutier ?',
        ],
      },
      {
        author: 'sofia-ferreira',
        hoursAfter: 0.5,
        paragraphs: [
          'J’appelle le collège, leur cuisine ferme à 14 h et la gestionnaire est une amie de ma tante. Rayan fait le tour des bouchers.',
        ],
      },
      {
        author: 'mehmet-kaplan',
        hoursAfter: 1,
        organisation: 'kaplan-logistique',
        paragraphs: [
          'Une remorque frigorifique est à l’arrêt à Brumath jusqu’à lundi. Elle tient 3 degrés, elle enregistre la température, vous aurez le relevé pour le contrôle. Je peux être là à 11 h 30, il me faut une prise à moins de vingt mètres.',
        ],
      },
      {
        author: 'helene-burger',
        hoursAfter: 1.2,
        paragraphs: [
          'Prise à douze mètres. Mehmet, je vous embrasserais si le règlement intérieur le permettait.',
        ],
      },
      {
        author: 'sylvie-anstett',
        hoursAfter: 2,
        paragraphs: [
          'Notez l’heure de la panne et les températures sur un papier daté, maintenant, avant de déplacer quoi que ce soit. Ce qui est monté au-dessus de la limite ne se redonne pas, même si ça fait mal au cœur. On est passés par là avec un don de yaourts.',
        ],
      },
      {
        author: 'rayan-belkacem',
        hoursAfter: 6,
        paragraphs: [
          'Bilan à 12 h : 282 kilos sauvés, 28 jetés (les poissons et une partie des desserts). Le papier est rempli. Les bouchers n’avaient pas de place mais l’un d’eux donne un jambon, il est au frais, je monte la garde.',
        ],
      },
      {
        author: 'helene-burger',
        hoursAfter: 98,
        organisation: 'halte-de-saverne',
        paragraphs: [
          'Réparé. La distribution a eu lieu, avec vingt minutes de retard et une file de très bonne humeur. J’ai écrit la liste de tout le froid disponible à moins de vingt kilomètres, avec les numéros : elle est épinglée dans cet espace. Si vous en avez, ajoutez-vous, on se sentira moins seuls à 6 h du matin.',
        ],
      },
    ],
  },
  {
    key: 'ouest-assurance-voiture',
    space: 'ouest',
    kind: 'question',
    visibility: 'members',
    author: 'veronique-sattler',
    title: 'Un bénévole transporte des tissus dans sa voiture : qui est assuré, et pour quoi ?',
    daysAgo: 40,
    posts: [
      {
        author: 'veronique-sattler',
        hoursAfter: 0,
        organisation: 'mains-de-bouxwiller',
        paragraphs: [
          'Roland va chercher nos chutes de tissu à Sarre-Union avec son break. Il a accroché un portail, rien de grave, mais son assurance lui a demandé s’il roulait « pour une mission ». Il a dit oui. Depuis, silence.',
          'Est-ce que notre contrat couvre son véhicule ? Et aurions-nous dû le savoir avant ?',
        ],
      },
      {
        author: 'florence-adam',
        hoursAfter: 4,
        organisation: 'adam-assurances',
        paragraphs: [
          'La responsabilité civile de l’association couvre en général ce que le bénévole cause pendant la mission, mais pas avec un véhicule terrestre à moteur : là, c’est l’assurance de la voiture qui joue. Deux choses à faire : que Roland déclare à son assureur un usage occasionnel pour une association (souvent sans surprime), et que vous regardiez si votre contrat propose une garantie « mission » qui rembourse la franchise et le malus.',
          'Relisez les exclusions avant le prix. C’est un conseil d’assureur contre son intérêt.',
        ],
      },
      {
        author: 'olivier-weiss',
        hoursAfter: 8,
        paragraphs: [
          'Nous avons pris cette garantie : 94 euros par an pour huit conducteurs. Le vrai travail a été de faire signer à chacun une feuille avec la copie du permis, une fois par an. Au début ils ont ri ; depuis l’aile froissée de Marthe, ils signent.',
        ],
      },
      {
        author: 'veronique-sattler',
        hoursAfter: 11,
        paragraphs: [
          'Et les frais ? Roland refuse qu’on lui rembourse quoi que ce soit. Il dit que c’est son cadeau.',
        ],
      },
      {
        author: 'florence-adam',
        hoursAfter: 27,
        paragraphs: [
          'Alors notez quand même ses kilomètres. Il peut y renoncer par écrit, et selon votre situation l’abandon de frais peut compter comme un don. Et surtout vous connaîtrez le vrai coût de la tournée le jour où Roland prendra sa retraite de la retraite.',
        ],
      },
    ],
  },
  {
    key: 'ouest-participation-cours',
    space: 'ouest',
    kind: 'discussion',
    visibility: 'members',
    author: 'corinne-bauer',
    title: 'Cours de français : faut-il demander une participation, même d’un euro ?',
    daysAgo: 29,
    posts: [
      {
        author: 'corinne-bauer',
        hoursAfter: 0,
        organisation: 'grenier-des-langues',
        paragraphs: [
          'Le débat coupe notre équipe en deux, alors je l’ouvre ici. Nous avons 70 inscrits et 45 présents. Une partie des bénévoles pense qu’un euro par séance ferait venir plus régulièrement. L’autre moitié, dont moi, a peur de perdre ceux qui en ont le plus besoin.',
          'Qu’avez-vous constaté chez vous, pour de vrai ?',
        ],
      },
      {
        author: 'thierry-kopp',
        hoursAfter: 3,
        paragraphs: [
          'Au cinéma itinérant nous sommes passés de gratuit à deux euros : la salle s’est remplie. Le gratuit, les gens réservent et oublient.',
        ],
      },
      {
        author: 'noor-rahimi',
        hoursAfter: 5,
        paragraphs: [
          'J’ai appris le français au Grenier. Quand je manquais, ce n’était pas à cause du prix. C’était le rendez-vous à la préfecture, ma petite sœur à garder, ou la honte de ne pas avoir fait l’exercice. Un euro n’aurait pas réglé ça. La honte, si : elle aurait augmenté.',
        ],
      },
      {
        author: 'corinne-bauer',
        hoursAfter: 6,
        paragraphs: ['Noor, merci. Je n’avais jamais pensé à l’exercice.'],
      },
      {
        author: 'marie-claire-ott',
        hoursAfter: 25,
        paragraphs: [
          'Du côté de la communauté de communes, je précise que notre subvention n’interdit pas une participation, mais qu’elle demande que personne ne soit écarté pour raison d’argent. Une tirelire libre respecte les deux.',
        ],
      },
      {
        author: 'helene-burger',
        hoursAfter: 29,
        organisation: 'halte-de-saverne',
        paragraphs: [
          'À l’épicerie, les personnes paient dix pour cent du prix. Cela compte pour leur dignité, elles nous le disent. Je comprends Noor, mais le gratuit peut aussi humilier. Il n’y a pas une bonne réponse, il y a la façon de demander.',
        ],
      },
      {
        author: 'noor-rahimi',
        hoursAfter: 31,
        paragraphs: [
          'D’accord avec la façon. Chez vous on achète des pâtes, on repart avec. Ici on achète le droit de se tromper devant douze personnes. Ce n’est pas pareil.',
        ],
      },
      {
        author: 'josephine-mbemba',
        hoursAfter: 50,
        paragraphs: [
          'Et si on demandait autre chose que de l’argent ? Aux Mains de Bouxwiller, chaque personne qui apprend montre un point à la suivante. Personne n’a l’impression de recevoir.',
        ],
      },
      {
        author: 'corinne-bauer',
        hoursAfter: 455,
        organisation: 'grenier-des-langues',
        paragraphs: [
          'Ce que nous avons décidé, avec les apprenants cette fois, et pas entre bénévoles :',
          '- pas de participation obligatoire ;',
          '- une séance sur quatre est préparée par deux élèves (la première portait sur les expressions du marché, j’ai appris des choses) ;',
          '- quand quelqu’un manque deux fois, un autre élève appelle, pas nous.',
          'Présents la semaine dernière : 58. Trois bénévoles restent favorables à l’euro ; leur avis est écrit dans le compte rendu et nous en reparlerons dans six mois.',
        ],
      },
      {
        author: 'thierry-kopp',
        hoursAfter: 460,
        paragraphs: [
          'Beau résultat. Je garde mes deux euros, mais je vous envoie quatre entrées pour vos deux élèves du marché.',
        ],
      },
    ],
  },
  {
    key: 'ouest-reunions-18h',
    space: 'ouest',
    kind: 'discussion',
    visibility: 'public',
    author: 'rayan-belkacem',
    title: 'Les réunions à 18 h en semaine : elles sont pour qui, exactement ?',
    daysAgo: 9,
    posts: [
      {
        author: 'rayan-belkacem',
        hoursAfter: 0,
        paragraphs: [
          'J’ai dix-sept ans, je suis bénévole à La Halte et au comité des fêtes. On m’a proposé d’entrer au conseil d’administration, j’étais fier. Puis j’ai reçu les dates : tous les mardis à 18 h. J’ai cours jusqu’à 17 h 50 et le car part à 18 h 05.',
          'Je ne râle pas. Je demande juste qui a choisi 18 h, et quand.',
        ],
      },
      {
        author: 'helene-burger',
        hoursAfter: 2,
        paragraphs: [
          'Moi. Il y a douze ans, quand mes enfants étaient petits et que la nourrice fermait à 19 h 30. Ils ont vingt ans. Personne n’a reposé la question depuis.',
        ],
      },
      {
        author: 'margaux-heitz',
        hoursAfter: 3,
        paragraphs: [
          'Chez les secouristes c’est 20 h, et là ce sont les parents de jeunes enfants qui décrochent. Chaque horaire choisit ses absents. Au moins il faudrait savoir lesquels.',
        ],
      },
      {
        author: 'olivier-weiss',
        hoursAfter: 20,
        paragraphs: [
          'Permettez une voix discordante. Nous avons essayé le samedi matin « pour les jeunes » : deux jeunes, et la moitié des administrateurs perdus. Le problème n’est pas toujours l’horloge, parfois c’est l’ordre du jour. Personne, à aucun âge, ne traverse le canton pour approuver un procès-verbal.',
        ],
      },
      {
        author: 'rayan-belkacem',
        hoursAfter: 22,
        paragraphs: [
          'C’est vrai aussi. Si on me dit « mardi on choisit à qui on donne 4 000 euros », je cours après le car s’il le faut.',
        ],
      },
      {
        author: 'jules-kieffer',
        hoursAfter: 24,
        paragraphs: [
          'Au ciné on alterne : une fois le mardi soir, une fois le dimanche à 17 h avant la séance. Ceux qui ne peuvent pas envoient leur avis avant, par message vocal de deux minutes au plus. On les écoute vraiment, au début. Thierry voulait d’abord les lire à notre place, on a voté contre.',
        ],
      },
      {
        author: 'thierry-kopp',
        hoursAfter: 25,
        paragraphs: ['Battu à sept contre un. Je reconnais que ma voix n’imitait pas bien Jules.'],
      },
      {
        author: 'helene-burger',
        hoursAfter: 194,
        organisation: 'halte-de-saverne',
        paragraphs: [
          'Nous avons refait le tour de table : désormais un mardi à 18 h 30 en salle, l’autre en visioconférence à 20 h 30, et les décisions qui engagent de l’argent seulement dans la première demi-heure. Rayan nous rejoint. Le procès-verbal sera approuvé par écrit, Olivier m’a convaincue.',
        ],
      },
      {
        author: 'rayan-belkacem',
        hoursAfter: 212,
        paragraphs: [
          'Premier conseil hier. J’ai voté, j’ai posé une question bête sur l’amortissement du camion, et la trésorière m’a répondu que ce n’était pas bête du tout : elle l’avait oublié.',
        ],
      },
    ],
  },
];
