import type { ForumTopic } from '#server/features/demonstration/content/types.ts';

export const ouestProjects: readonly ForumTopic[] = [
  {
    key: 'ouest-sentier-accessible',
    space: 'ouest',
    kind: 'project',
    visibility: 'public',
    author: 'thibault-gangloff',
    title: 'Un sentier de 4 kilomètres pour fauteuils, poussettes et genoux fatigués',
    daysAgo: 52,
    posts: [
      {
        author: 'thibault-gangloff',
        hoursAfter: 0,
        organisation: 'sentiers-partages',
        paragraphs: [
          'Nous avons trois joëlettes et plus de demandes que de porteurs. D’où l’idée : au lieu de porter les gens sur le sentier, trouver un sentier qui n’ait pas besoin de nous.',
          'J’ai repéré une boucle près de l’étang du Donnenbach : 4,2 kilomètres, 35 mètres de dénivelé. Restent un portillon trop étroit, deux ornières, et une passerelle avec une marche de 19 cm. Qui veut marcher avec nous pour noter tout ce que je n’ai pas vu ?',
        ],
      },
      {
        author: 'margaux-heitz',
        hoursAfter: 5,
        paragraphs: [
          'Présente. Je regarderai aussi où une ambulance peut arriver, c’est la première chose qu’on oublie.',
        ],
      },
      {
        author: 'josephine-mbemba',
        hoursAfter: 7,
        paragraphs: ['Ma fille a une poussette double. Si elle passe, tout passe.'],
      },
      {
        author: 'olivier-weiss',
        hoursAfter: 29,
        paragraphs: [
          'Petit désaccord avec Thibault, qui le sait : si nous ouvrons ce chemin, gardons quand même les joëlettes pour les vrais sommets. Une personne de notre groupe m’a dit : « Je ne veux pas la promenade des handicapés, je veux la vue ».',
        ],
      },
      {
        author: 'thibault-gangloff',
        hoursAfter: 31,
        paragraphs: [
          'Elle a raison, et ce n’est pas l’un ou l’autre. Le sentier sert les jours où elle veut sortir seule.',
        ],
      },
      {
        author: 'marie-claire-ott',
        hoursAfter: 54,
        organisation: 'val-d-argile',
        paragraphs: [
          'La passerelle est à nous, le portillon est à l’office forestier, les ornières sont à tout le monde, c’est-à-dire à personne. J’ai inscrit la passerelle aux travaux. Pour le portillon, un courrier signé de plusieurs associations aura plus de poids que le mien.',
        ],
      },
      {
        author: 'christophe-lang',
        hoursAfter: 75,
        organisation: 'cycles-lang',
        paragraphs: [
          'Je peux prêter deux vélos adaptés pour la reconnaissance, un tandem et un tricycle. Le tricycle mesure 84 cm : si le portillon ne le laisse pas passer, ce sera une photo éloquente pour le courrier.',
        ],
      },
      {
        author: 'thibault-gangloff',
        hoursAfter: 820,
        organisation: 'sentiers-partages',
        paragraphs: [
          'La photo était éloquente. Le portillon a été remplacé il y a dix jours. Marche d’ouverture le mois prochain ; nous cherchons huit bénévoles pour les croisements et quelqu’un qui sait faire un panneau lisible par une personne malvoyante.',
        ],
      },
      {
        author: 'noor-rahimi',
        hoursAfter: 1236,
        paragraphs: [
          'Je peux traduire le panneau en dari et en anglais, il y a beaucoup de familles à Molsheim qui ne savent pas que la forêt est ouverte à tous.',
        ],
      },
    ],
  },
  {
    key: 'ouest-orage-cinema',
    space: 'ouest',
    kind: 'experience',
    visibility: 'public',
    author: 'jules-kieffer',
    title: 'L’orage, l’écran et nous : récit d’une séance de plein air qui a fini à l’église',
    daysAgo: 74,
    posts: [
      {
        author: 'jules-kieffer',
        hoursAfter: 0,
        organisation: 'cine-village',
        paragraphs: [
          'Je raconte pour que ça serve. 210 personnes à Diemeringen, écran gonflable, film commencé depuis onze minutes. Le ciel fait ce bruit de tôle. Thierry regarde son téléphone, moi je regarde l’écran qui se met à danser comme un drap.',
          'On a dégonflé en quatre minutes. Ce qui nous a sauvés : on avait répété. Ce qui nous a manqué : savoir où envoyer 210 personnes. Le pasteur a ouvert le temple, on a projeté la suite sur un drap, et la scène du baiser juste sous la chaire.',
        ],
      },
      {
        author: 'sylvie-anstett',
        hoursAfter: 6,
        organisation: 'secouristes-de-la-bruche',
        paragraphs: [
          'Bravo pour la répétition. Pour la prochaine fois : une seule personne décide d’arrêter, et elle est nommée avant. À plusieurs on attend toujours cinq minutes de trop. Fixez aussi une vitesse de vent, sur un papier, à froid.',
        ],
      },
      {
        author: 'thierry-kopp',
        hoursAfter: 9,
        paragraphs: [
          'C’est noté : l’écran tient jusqu’à 38 km/h d’après le fabricant, on arrêtera à 30. Et c’est Jules qui décide. Moi je suis trop optimiste, ma femme peut témoigner.',
        ],
      },
      {
        author: 'jules-kieffer',
        hoursAfter: 10,
        paragraphs: [
          'J’ai dix-sept ans et le droit d’arrêter un film. Ma prof de maths ne me croit pas.',
        ],
      },
      {
        author: 'marie-claire-ott',
        hoursAfter: 31,
        paragraphs: [
          'Je me permets d’ajouter ce récit à la fiche que nous remettons aux organisateurs de plein air. Avec la ligne « avoir un lieu de repli ouvert, et la clé dans la poche de quelqu’un ».',
        ],
      },
      {
        author: 'veronique-sattler',
        hoursAfter: 60,
        paragraphs: [
          'J’étais au troisième rang du temple. De mémoire de paroissienne, on n’y avait jamais vu autant de monde un vendredi.',
        ],
      },
    ],
  },
  {
    key: 'ouest-secourisme-16-ans',
    space: 'ouest',
    kind: 'call',
    visibility: 'public',
    author: 'margaux-heitz',
    title: 'Cherchons deux salles et un peu d’argent pour former 60 jeunes aux gestes qui sauvent',
    daysAgo: 15,
    posts: [
      {
        author: 'margaux-heitz',
        hoursAfter: 0,
        organisation: 'secouristes-de-la-bruche',
        paragraphs: [
          'Nous voulons former soixante personnes de seize à vingt ans dans la vallée, par groupes de dix, le samedi. Le diplôme coûte d’habitude une soixantaine d’euros. Pour certains c’est le budget du mois.',
          'Nous avons les formateurs et les mannequins. Il nous manque deux salles chauffées, 1 800 euros, et quelqu’un pour garder les petits frères et sœurs, parce que sans cela une partie des filles ne viendra pas.',
        ],
      },
      {
        author: 'christophe-lang',
        hoursAfter: 4,
        organisation: 'cycles-lang',
        paragraphs: [
          'Je prends en charge un groupe complet, dix places. En échange je voudrais y envoyer mes deux apprentis : à l’atelier, la seule personne formée, c’est moi, et le jour où je m’évanouis on est mal.',
        ],
      },
      {
        author: 'corinne-bauer',
        hoursAfter: 9,
        organisation: 'grenier-des-langues',
        paragraphs: [
          'Notre grande salle à Molsheim est libre le samedi. Nous pouvons aussi relire le support : « victime inconsciente qui respire », pour quelqu’un qui apprend le français, ce sont trois obstacles en quatre mots.',
        ],
      },
      {
        author: 'noor-rahimi',
        hoursAfter: 12,
        paragraphs: [
          'Je veux bien tester le support. Si je comprends, c’est bon ; si je fais semblant de comprendre, Corinne le verra.',
        ],
      },
      {
        author: 'sylvie-anstett',
        hoursAfter: 340,
        paragraphs: [
          'Point d’étape : trois groupes sur six sont financés, 34 inscrits dont 21 filles, la garde des petits est tenue par deux parents et un grand-oncle. Le premier samedi s’est bien passé, à part le mannequin que le grand-oncle a salué en arrivant.',
        ],
      },
    ],
  },
  {
    key: 'ouest-chutes-de-tissu',
    space: 'ouest',
    kind: 'project',
    visibility: 'public',
    author: 'josephine-mbemba',
    title: 'Et si les chutes de tissu du secteur arrêtaient de partir à la benne ?',
    daysAgo: 3,
    posts: [
      {
        author: 'josephine-mbemba',
        hoursAfter: 0,
        organisation: 'mains-de-bouxwiller',
        paragraphs: [
          'Deux ateliers de confection et une fabrique de matelas jettent, d’après ce qu’ils m’ont dit, environ 400 kilos de chutes par mois. Nous en récupérons trente. Nous cousons des sacs, des lingettes, des fanions ; nous pourrions faire plus, mais nous sommes six et j’ai aussi un métier.',
          'Je cherche des associations qui auraient l’usage de tissu (théâtre, écoles, accueil de jour) pour monter une réserve commune. Pas un grand projet : une pièce, des étagères, un tableau.',
        ],
      },
      {
        author: 'thierry-kopp',
        hoursAfter: 5,
        paragraphs: [
          'Preneur de tout ce qui est noir et opaque. Nos fenêtres de salle des fêtes laissent entrer le jour, et les spectateurs de 17 h voient surtout le radiateur.',
        ],
      },
      {
        author: 'sofia-ferreira',
        hoursAfter: 8,
        organisation: 'halte-de-saverne',
        paragraphs: [
          'Nos sacs de distribution craquent. S’il y a de la toile solide, on achète cinquante sacs par an, à un prix normal. On ne veut pas que ce soit gratuit parce que ce sont des femmes qui cousent.',
        ],
      },
      {
        author: 'josephine-mbemba',
        hoursAfter: 9,
        paragraphs: ['Sofia, cette dernière phrase, je vais la broder.'],
      },
      {
        author: 'mehmet-kaplan',
        hoursAfter: 32,
        organisation: 'kaplan-logistique',
        paragraphs: [
          'Mes camions reviennent à vide de Sarre-Union le jeudi. Une palette de tissu ne change rien au trajet. Dites-moi juste à qui je la remets et qui signe.',
        ],
      },
      {
        author: 'veronique-sattler',
        hoursAfter: 69,
        paragraphs: [
          'Roland, privé de tournée par cette excellente nouvelle, demande s’il peut tenir le tableau de la réserve. J’ai dit oui avant qu’il trouve un autre portail.',
        ],
      },
    ],
  },
];
