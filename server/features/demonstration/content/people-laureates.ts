import type { DemonstrationPerson } from '#server/features/demonstration/content/types.ts';

/** The young people of the cohort. All invented. */
export const laureates: readonly DemonstrationPerson[] = [
  {
    key: 'lina-haddad',
    name: 'Lina Haddad',
    email: 'lina.haddad@example.org',
    locale: 'fr',
    signIn: 'laureate',
    about:
      'Lauréate, 22 ans : étudie la nutrition à Strasbourg, cuisine à Sélestat, dort dans le train entre les deux.',
  },
  {
    key: 'mathis-wendling',
    name: 'Mathis Wendling',
    email: 'mathis.wendling@example.org',
    locale: 'fr',
    about:
      'Lauréat, 19 ans : apprenti mécanicien, répare des vélos le mercredi et dessine des plans sur papier à carreaux.',
  },
  {
    key: 'lea-muller',
    name: 'Léa Muller',
    email: 'lea.muller@example.org',
    locale: 'fr',
    about:
      'Lauréate, 16 ans : lycéenne à Wissembourg, rend visite à des personnes âgées et apprend d’elles l’écriture gothique.',
  },
  {
    key: 'elif-yildiz',
    name: 'Elif Yildiz',
    email: 'elif.yildiz@example.org',
    locale: 'fr',
    about:
      'Lauréate, 20 ans : étudiante en soins infirmiers, jardine à Bischwiller avec ses deux frères.',
  },
  {
    key: 'emre-aksoy',
    name: 'Emre Aksoy',
    email: 'emre.aksoy@example.org',
    locale: 'fr',
    about: 'Lauréat, 25 ans : paysagiste, plante des cerisiers là où on lui laisse un mètre carré.',
  },
  {
    key: 'clara-zimmermann',
    name: 'Clara Zimmermann',
    email: 'clara.zimmermann@example.org',
    locale: 'fr',
    about: 'Lauréate, 18 ans : corniste, étudiante en gestion, saisit les comptes de l’Harmonie.',
  },
  {
    key: 'loic-stoll',
    name: 'Loïc Stoll',
    email: 'loic.stoll@example.org',
    locale: 'fr',
    about: 'Lauréat, 30 ans : technicien du son, anime la tranche du soir sur Radio Lisière.',
  },
  {
    key: 'aminata-diallo',
    name: 'Aminata Diallo',
    email: 'aminata.diallo@example.org',
    locale: 'fr',
    about:
      'Lauréate, 24 ans : conductrice bénévole le samedi, préparatrice en pharmacie la semaine.',
  },
  {
    key: 'sofia-ferreira',
    name: 'Sofia Ferreira',
    email: 'sofia.ferreira@example.org',
    locale: 'fr',
    about:
      'Lauréate, 21 ans : tient la caisse de l’épicerie solidaire et prépare un diplôme de conseillère en économie familiale.',
  },
  {
    key: 'rayan-belkacem',
    name: 'Rayan Belkacem',
    email: 'rayan.belkacem@example.org',
    locale: 'fr',
    about: 'Lauréat, 17 ans : lycéen à Saverne, plus jeune administrateur de La Halte.',
  },
  {
    key: 'thibault-gangloff',
    name: 'Thibault Gangloff',
    email: 'thibault.gangloff@example.org',
    locale: 'fr',
    about: 'Lauréat, 27 ans : accompagnateur en montagne, cherche des sentiers sans marche.',
  },
  {
    key: 'noor-rahimi',
    name: 'Noor Rahimi',
    email: 'noor.rahimi@example.org',
    locale: 'fr',
    about:
      'Lauréate, 19 ans : arrivée de Kaboul à quatorze ans, prépare un bac professionnel et relit ce que personne ne comprend.',
  },
  {
    key: 'jules-kieffer',
    name: 'Jules Kieffer',
    email: 'jules.kieffer@example.org',
    locale: 'fr',
    about: 'Lauréat, 17 ans : projectionniste en Alsace Bossue, décide quand l’orage gagne.',
  },
  {
    key: 'margaux-heitz',
    name: 'Margaux Heitz',
    email: 'margaux.heitz@example.org',
    locale: 'fr',
    about: 'Lauréate, 20 ans : formatrice aux premiers secours dans la vallée de la Bruche.',
  },
  {
    key: 'josephine-mbemba',
    name: 'Joséphine Mbemba',
    email: 'josephine.mbemba@example.org',
    locale: 'fr',
    about: 'Lauréate, 29 ans : couturière, mère de jumelles, travaille en équipe du matin.',
  },
  {
    key: 'camille-oberle',
    name: 'Camille Oberlé',
    email: 'camille.oberle@example.org',
    locale: 'fr',
    about: 'Lauréate, 23 ans : compte les oiseaux du Ried et dessine les lichens.',
  },
  {
    key: 'bastien-schaller',
    name: 'Bastien Schaller',
    email: 'bastien.schaller@example.org',
    locale: 'fr',
    about: 'Lauréat, 28 ans : entraîneur d’aviron, électricien, lève-tôt.',
  },
  {
    key: 'ines-moreno',
    name: 'Inès Moreno',
    email: 'ines.moreno@example.org',
    locale: 'fr',
    about: 'Lauréate, 22 ans : met en scène des gens qui disaient ne pas savoir jouer.',
  },
  {
    key: 'tuan-nguyen',
    name: 'Tuan Nguyen',
    email: 'tuan.nguyen@example.org',
    locale: 'fr',
    about:
      'Lauréat, 26 ans : professeur des écoles débutant, fait très bien semblant de ne pas comprendre.',
  },
  {
    key: 'kenza-el-amrani',
    name: 'Kenza El Amrani',
    email: 'kenza.el-amrani@example.org',
    locale: 'fr',
    about: 'Lauréate, 22 ans : étudiante en droit, quatre ans de mercredis à l’aide aux devoirs.',
  },
  {
    key: 'yanis-bouzid',
    name: 'Yanis Bouzid',
    email: 'yanis.bouzid@example.org',
    locale: 'fr',
    about: 'Lauréat, 23 ans : animateur au Port du Rhin, futur éducateur, n’aime pas les estrades.',
  },
  {
    key: 'moussa-camara',
    name: 'Moussa Camara',
    email: 'moussa.camara@example.org',
    locale: 'fr',
    about: 'Lauréat, 18 ans : apprenti cuisinier, en maraude le dimanche.',
  },
  {
    key: 'daniel-okafor',
    name: 'Daniel Okafor',
    email: 'daniel.okafor@example.org',
    locale: 'en',
    about:
      'Lauréat, 24 ans : volontaire européen venu de Lagos, écrit dans deux langues à la fois.',
  },
  {
    key: 'oksana-melnyk',
    name: 'Oksana Melnyk',
    email: 'oksana.melnyk@example.org',
    locale: 'en',
    about:
      'Lauréate, 25 ans : architecte à Lviv puis à Strasbourg, vit en cohabitation avec une dame de 84 ans.',
  },
];
