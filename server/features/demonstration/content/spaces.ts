import type { DemonstrationSpace } from '#server/features/demonstration/content/types.ts';

export const hostName = 'Trame du Bas-Rhin';

export const spaces: readonly DemonstrationSpace[] = [
  {
    key: 'nord',
    name: 'Nord',
    kind: 'territory',
    accent: 'nord',
    purpose: [
      'De Haguenau à Wissembourg : vingt minutes de train, ou une heure sans train.',
      'Se rencontrer, partager les lieux, les véhicules et les bonnes idées.',
    ],
    themes: ['mobilité', 'grand âge', 'réemploi', 'jardins partagés', 'fêtes locales'],
  },
  {
    key: 'ouest',
    name: 'Ouest',
    kind: 'territory',
    accent: 'ouest',
    purpose: [
      'De Saverne à Schirmeck, des vallées où l’on se connaît de nom.',
      'Faire de ces noms des visages, et de quelques visages des projets.',
    ],
    themes: [
      'accès à la forêt',
      'alimentation solidaire',
      'apprentissage du français',
      'premiers secours',
      'cinéma',
    ],
  },
  {
    key: 'sud',
    name: 'Sud',
    kind: 'territory',
    accent: 'sud',
    purpose: [
      'Du Ried au vignoble : associations, fermes et ateliers à portée de vélo.',
      'S’entraider sur le concret, et s’expliquer avant de se fâcher.',
    ],
    themes: [
      'alimentation',
      'nature et usages de l’eau',
      'théâtre',
      'aide aux devoirs',
      'bénévolat',
    ],
  },
  {
    key: 'eurometropole',
    name: 'Eurométropole',
    kind: 'territory',
    accent: 'eurometropole',
    purpose: [
      'Strasbourg, ses voisines et l’autre rive, du Port du Rhin à Lingolsheim.',
      'Ouvrir les portes qui donnent les unes sur les autres.',
    ],
    themes: [
      'jeunesse',
      'inclusion numérique',
      'accessibilité',
      'logement',
      'rencontres franco-allemandes',
    ],
  },
  {
    key: 'promo-2026',
    name: 'Promo 2026',
    kind: 'cohort',
    accent: 'cohort',
    purpose: [
      'Vingt-quatre lauréates et lauréats, leurs mentors, une année.',
      'Nous écrivons ensemble une lettre ouverte sur les déplacements.',
    ],
    themes: ['production collective', 'e-atelier', 'mentorat', 'compétences'],
  },
  {
    key: 'conseil-vie-associative',
    name: 'Conseil de la vie associative',
    kind: 'council',
    accent: 'council',
    purpose: [
      'Le lieu où les associations sont consultées avant les décisions, par collège.',
      'Chaque avis est publié avec ses réserves, et chaque réponse a une date.',
    ],
    themes: ['finances', 'simplification', 'jeunesse', 'bénévolat'],
  },
];
