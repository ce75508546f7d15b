import type { PastSpeedDating } from '#server/features/demonstration/content/types.ts';

/** What a session leaves behind: words of one side or of both, and a next step where both said yes. */
export const pastSpeedDating: PastSpeedDating = {
  key: 'rencontre-nord',
  territory: 'nord',
  title: 'Haguenau : associations et entreprises autour de la même table',
  place: 'Ancienne gare des marchandises, Haguenau',
  partner: 'Point d’appui associatif Nord',
  daysAgo: 28,
  durationMinutes: 120,
  meetingMinutes: 8,
  participants: [
    { organisation: 'atelier-du-moulin', person: 'karim-mansouri' },
    { organisation: 'passerelles-outre-foret', person: 'brigitte-kuntz' },
    { organisation: 'jeunes-pousses-moder', person: 'nadia-chergui' },
    { organisation: 'harmonie-des-potiers', person: 'gerard-fritsch' },
    { organisation: 'radio-lisiere', person: 'paulo-rodrigues' },
    { organisation: 'roule-qui-peut', person: 'pascal-lutz' },
    { organisation: 'halte-de-saverne', person: 'helene-burger' },
    { organisation: 'sentiers-partages', person: 'olivier-weiss' },
    { organisation: 'kaplan-logistique', person: 'mehmet-kaplan' },
    { organisation: 'brasserie-haut-pre', person: 'vincent-haas' },
    { organisation: 'brandt-optique', person: 'ursula-brandt' },
    { organisation: 'cycles-lang', person: 'christophe-lang' },
    { organisation: 'cabinet-grosjean', person: 'isabelle-grosjean' },
    { organisation: 'pixel-et-houblon', person: 'mai-pham' },
    { organisation: 'fournil-de-nathalie', person: 'nathalie-schoen' },
    { organisation: 'ouali-traiteur', person: 'rachid-ouali' },
  ],
  mutual: [
    {
      association: 'atelier-du-moulin',
      business: 'kaplan-logistique',
      associationWords:
        'Mehmet a parlé du quai avant de parler de lui. On lui doit déjà une porte, on voudrait lui proposer des vélos pour ses équipes.',
      businessWords:
        'Mes chauffeurs font le dernier kilomètre à pied. Une petite flotte de vélos réparés m’irait très bien.',
      nextStep: 'Essai de trois vélos au dépôt, pendant un mois',
    },
    {
      association: 'atelier-du-moulin',
      business: 'cycles-lang',
      associationWords: 'On a peur de lui prendre des clients, autant le lui dire en face.',
      businessWords:
        'Ils réparent ce que je refuse de réparer faute de temps. Je leur enverrai les vélos à moins de cent euros.',
      nextStep: 'Une caisse de pièces par trimestre, et une règle écrite sur qui répare quoi',
    },
    {
      association: 'atelier-du-moulin',
      business: 'brandt-optique',
      associationWords:
        'Les jumelles ! Et une salle propre, nous qui travaillons dans la limaille.',
      businessWords:
        'They repair everything with two screwdrivers. Je veux que mes apprentis voient ça.',
      nextStep: 'Une matinée à cinq dans l’atelier d’optique',
    },
    {
      association: 'passerelles-outre-foret',
      business: 'brandt-optique',
      associationWords:
        'Madame Brandt propose de régler les loupes de lecture à domicile. Personne n’y avait pensé, nous non plus.',
      businessWords:
        'My mother lives alone in Kehl. J’ai compris très vite de quoi Brigitte parlait.',
      nextStep: 'Deux tournées de réglage de loupes, avec Léa',
    },
    {
      association: 'jeunes-pousses-moder',
      business: 'brasserie-haut-pre',
      associationWords: 'Ses drêches sont un paillage formidable, sauf pour le nez des voisins.',
      businessWords:
        'Je paie pour faire enlever ce qu’ils cherchent. On va essayer de ne pas en mettre partout.',
      nextStep: 'Un test de compostage sur un seul jardin',
    },
    {
      association: 'jeunes-pousses-moder',
      business: 'ouali-traiteur',
      associationWords:
        'Rachid veut de la menthe et de la coriandre en quantité. Nous, on veut que quelqu’un les mange.',
      businessWords: 'Des herbes cueillies le matin, à vingt-cinq minutes. Je signe.',
      nextStep: 'Une planche de coriandre réservée, livraison le lundi',
    },
    {
      association: 'harmonie-des-potiers',
      business: 'brasserie-haut-pre',
      associationWords: 'Une salle sèche de cinquante places, le rêve d’une timbale.',
      businessWords:
        'Ils peuvent répéter le lundi, on est fermés. En échange, deux concerts et pas de marche militaire.',
      nextStep: 'Première répétition dans l’ancienne scierie',
    },
    {
      association: 'radio-lisiere',
      business: 'pixel-et-houblon',
      associationWords: 'On voudrait que nos émissions se retrouvent sans être déjà connues.',
      businessWords:
        'Un site de radio qui marche au fond d’une vallée, voilà un vrai problème technique.',
      nextStep: 'Une journée d’écoute avec trois auditeurs, avant d’écrire une ligne de code',
    },
    {
      association: 'radio-lisiere',
      business: 'kaplan-logistique',
      associationWords:
        'Une émission depuis la cabine d’un camion. Loïc en parle depuis sans respirer.',
      businessWords:
        'Les chauffeurs ont plus d’histoires que moi. S’ils sont d’accord, je prête la cabine.',
      nextStep: 'Un enregistrement d’essai, à l’arrêt, moteur coupé',
    },
    {
      association: 'roule-qui-peut',
      business: 'kaplan-logistique',
      associationWords: 'Il sait calculer le coût d’une tournée au centime, nous au doigt mouillé.',
      businessWords:
        'Leur carnet de réservations tient dans un cahier à spirale. J’ai un planificateur qui dort.',
      nextStep: 'Deux heures sur le planificateur, avec Pascal et Aminata',
    },
    {
      association: 'roule-qui-peut',
      business: 'cabinet-grosjean',
      associationWords: 'Nos conducteurs renoncent à leurs frais et nous ne savons pas l’écrire.',
      businessWords: 'Un cas propre, utile à beaucoup d’autres. J’en ferai une fiche.',
      nextStep: 'Une fiche sur l’abandon de frais, relue par trois trésoriers',
    },
    {
      association: 'halte-de-saverne',
      business: 'fournil-de-nathalie',
      associationWords: 'Obernai, c’est loin, mais elle a une idée de pain qui se garde six jours.',
      businessWords:
        'J’ai envie de faire un pain qui tienne la semaine pour des gens qui font leurs courses une fois.',
      nextStep: 'Quinze pains d’essai, goûtés et notés par les familles',
    },
    {
      association: 'sentiers-partages',
      business: 'cycles-lang',
      associationWords:
        'Un tricycle qui monte à La Petite-Pierre ! On en a parlé sept minutes sur les huit.',
      businessWords: 'Ils essaient en vrai ce que je dessine. Aucun salon ne vaut ça.',
      nextStep: 'Trois sorties d’essai, avec des personnes qui diront la vérité',
    },
    {
      association: 'sentiers-partages',
      business: 'brandt-optique',
      associationWords:
        'Des jumelles pour personnes malvoyantes, au sommet. On n’aurait pas osé demander.',
      businessWords: 'We can adapt a stand for wheelchair users. Le trépied, c’est le plus simple.',
      nextStep: 'Un prototype de trépied pour la prochaine marche',
    },
  ],
  oneSided: [
    {
      from: 'harmonie-des-potiers',
      to: 'fournil-de-nathalie',
      words: 'Une aubade au marché contre des brioches, je trouve que c’est équitable.',
    },
    {
      from: 'harmonie-des-potiers',
      to: 'kaplan-logistique',
      words: 'Il faudrait déplacer trois timbales deux fois l’an.',
    },
    {
      from: 'harmonie-des-potiers',
      to: 'cabinet-grosjean',
      words: 'Elle a déjà sauvé notre trésorerie, je voulais surtout lui dire merci.',
    },
    {
      from: 'passerelles-outre-foret',
      to: 'kaplan-logistique',
      words: 'Des chauffeurs qui saluent, sur la route, ceux que l’on visite : cela compte.',
    },
    {
      from: 'passerelles-outre-foret',
      to: 'fournil-de-nathalie',
      words: 'Les boulangères savent avant tout le monde qui ne sort plus.',
    },
    {
      from: 'pixel-et-houblon',
      to: 'passerelles-outre-foret',
      words:
        'Des gens qui écrivent à la main pendant que nous comptons les clics. J’aimerais envoyer quelqu’un regarder.',
    },
    {
      from: 'fournil-de-nathalie',
      to: 'jeunes-pousses-moder',
      words: 'Je cherche quelqu’un qui ferait pousser du pavot bleu, je le prends au prix fort.',
    },
    {
      from: 'jeunes-pousses-moder',
      to: 'kaplan-logistique',
      words: 'Ses abords de dépôt sont en gravier, nous y voyons des fraisiers.',
    },
    {
      from: 'radio-lisiere',
      to: 'brasserie-haut-pre',
      words: 'Une émission en public un jeudi par mois, le bruit des verres en fond.',
    },
    {
      from: 'cycles-lang',
      to: 'radio-lisiere',
      words:
        'Une chronique sur la mécanique, cinq minutes, sans jargon. Je n’ose pas, mais je coche.',
    },
    {
      from: 'radio-lisiere',
      to: 'fournil-de-nathalie',
      words: 'On rêve d’enregistrer un pétrin à trois heures du matin.',
    },
    {
      from: 'cycles-lang',
      to: 'roule-qui-peut',
      words: 'Un vélo-taxi pour le marché de Reichshoffen, dites-moi que je rêve.',
    },
    {
      from: 'brasserie-haut-pre',
      to: 'roule-qui-peut',
      words:
        'Raccompagner les gens après nos soirées. C’est peut-être trop demander à des bénévoles.',
    },
    {
      from: 'halte-de-saverne',
      to: 'cabinet-grosjean',
      words: 'Notre budget tient sur deux feuilles et une inquiétude.',
    },
    {
      from: 'ouali-traiteur',
      to: 'halte-de-saverne',
      words:
        'Leurs ateliers à petit budget sont meilleurs que bien des formations. Je viendrais en élève.',
    },
    {
      from: 'brasserie-haut-pre',
      to: 'halte-de-saverne',
      words: 'Nos limonades à date courte, si cela a un sens chez eux.',
    },
    {
      from: 'sentiers-partages',
      to: 'pixel-et-houblon',
      words: 'Une carte des chemins qui dise les marches, pas seulement les mètres.',
    },
    {
      from: 'cabinet-grosjean',
      to: 'sentiers-partages',
      words: 'Je marche mal depuis un an. Ce n’est pas professionnel, mais j’ai coché.',
    },
    {
      from: 'pixel-et-houblon',
      to: 'atelier-du-moulin',
      words: 'Une journée où l’équipe démonte un grille-pain au lieu d’un tableur.',
    },
    {
      from: 'atelier-du-moulin',
      to: 'ouali-traiteur',
      words: 'Il a quatre mixeurs en panne, nous avons quatre volontaires.',
    },
  ],
  voices: [
    {
      person: 'brigitte-kuntz',
      words:
        'Huit minutes, c’est court pour se raconter et juste assez pour savoir si l’on a envie de la neuvième.',
    },
    {
      person: 'vincent-haas',
      words:
        'Je venais chercher des clients. J’ai trouvé des répétitions de tuba, et je suis content.',
    },
    {
      person: 'pascal-lutz',
      words:
        'Premier rendez-vous en tête à tête avec une entreprise où personne ne m’a parlé de visibilité.',
    },
    {
      person: 'mai-pham',
      words:
        'Le silence après chaque table, pour noter, m’a surprise. C’est là que j’ai changé d’avis deux fois.',
    },
    {
      person: 'helene-burger',
      words: 'Le pain qui se garde six jours, je ne savais pas que je le cherchais.',
    },
    {
      person: 'ursula-brandt',
      words:
        'I was afraid of my French. On m’a répondu lentement, et personne n’a fini mes phrases.',
    },
    {
      person: 'gerard-fritsch',
      words:
        'Trois intérêts de mon côté n’ont pas eu d’écho. Je le prends bien : au bal aussi, il y a des danses qu’on regarde.',
    },
    {
      person: 'christophe-lang',
      words:
        'J’ai noté deux choses à faire lundi. D’habitude, après un salon, je note surtout d’où j’ai mal.',
    },
  ],
};
