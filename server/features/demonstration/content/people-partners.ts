import type { DemonstrationPerson } from '#server/features/demonstration/content/types.ts';

/** Businesses and public bodies. All invented. */
export const partners: readonly DemonstrationPerson[] = [
  {
    key: 'stephane-ritter',
    name: 'Stéphane Ritter',
    email: 'stephane.ritter@example.org',
    locale: 'fr',
    signIn: 'business',
    about:
      'Menuisier à Benfeld avec ses deux filles, cherche une apprentie que le bruit n’effraie pas.',
  },
  {
    key: 'nathalie-schoen',
    name: 'Nathalie Schoen',
    email: 'nathalie.schoen@example.org',
    locale: 'fr',
    about: 'Boulangère à Obernai, debout à trois heures, couchée quand elle peut.',
  },
  {
    key: 'mehmet-kaplan',
    name: 'Mehmet Kaplan',
    email: 'mehmet.kaplan@example.org',
    locale: 'fr',
    about: 'Transporteur à Bischwiller, n’aime pas les camions vides.',
  },
  {
    key: 'isabelle-grosjean',
    name: 'Isabelle Grosjean',
    email: 'isabelle.grosjean@example.org',
    locale: 'fr',
    about: 'Experte-comptable à Strasbourg, traduit les bilans en phrases.',
  },
  {
    key: 'vincent-haas',
    name: 'Vincent Haas',
    email: 'vincent.haas@example.org',
    locale: 'fr',
    about: 'Brasseur à Niederbronn, prête des caisses de verres.',
  },
  {
    key: 'mai-pham',
    name: 'Mai Pham',
    email: 'mai.pham@example.org',
    locale: 'fr',
    about: 'Dirige un atelier de sites web, douze personnes et un chat, à la Meinau.',
  },
  {
    key: 'christophe-lang',
    name: 'Christophe Lang',
    email: 'christophe.lang@example.org',
    locale: 'fr',
    about: 'Vend et répare des cycles à Molsheim, construit des tricycles sur mesure.',
  },
  {
    key: 'alice-bertrand',
    name: 'Alice Bertrand',
    email: 'alice.bertrand@example.org',
    locale: 'fr',
    about: 'Imprimeuse à Erstein, présidente bénévole de Signes et Cie, fille d’une mère sourde.',
  },
  {
    key: 'rachid-ouali',
    name: 'Rachid Ouali',
    email: 'rachid.ouali@example.org',
    locale: 'fr',
    about: 'Traiteur à Ostwald, fondateur des Veilleurs du Neudorf.',
  },
  {
    key: 'ursula-brandt',
    name: 'Ursula Brandt',
    email: 'ursula.brandt@example.org',
    locale: 'en',
    about: 'Opticienne de précision à Wissembourg, habite Kehl, préside Deux Rives Jeunesse.',
  },
  {
    key: 'ludovic-mertz',
    name: 'Ludovic Mertz',
    email: 'ludovic.mertz@example.org',
    locale: 'fr',
    about: 'Maraîcher près de Sélestat, défenseur des carottes jumelles.',
  },
  {
    key: 'florence-adam',
    name: 'Florence Adam',
    email: 'florence.adam@example.org',
    locale: 'fr',
    about: 'Assureuse à Barr, présidente de Mémoires de Barr, relit les exclusions avant le prix.',
  },
  {
    key: 'benoit-jung',
    name: 'Benoît Jung',
    email: 'benoit.jung@example.org',
    locale: 'fr',
    about: 'Conseiller vie associative au Point d’appui Nord, relit les conventions des autres.',
  },
  {
    key: 'marie-claire-ott',
    name: 'Marie-Claire Ott',
    email: 'marie-claire.ott@example.org',
    locale: 'fr',
    about:
      'Chargée des associations au Val d’Argile, supprime les questions inutiles des formulaires.',
  },
];
