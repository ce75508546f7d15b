import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from '#client/features/spaces/territory-map.module.css';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

interface Region {
  readonly outline: string;
  readonly label: readonly [x: number, y: number];
  /** Direction of its threads, so that the colour is not alone. Degrees. */
  readonly threads: number;
}

/** A drawing, not geography: four cloths sewn together, one for each accent of a territory. */
const REGIONS: Readonly<Record<string, Region>> = {
  nord: {
    outline:
      'M118 26C170 4 250 10 300 34c26 30 44 62 48 96 1 18-4 36-14 54-54 12-104 8-152-8-44-10-90-12-136-8 2-44 12-66 28-84 10-26 22-44 44-58z',
    label: [198, 104],
    threads: 90,
  },
  ouest: {
    outline: 'M46 168c46-4 92-2 136 8 8 36 8 74 2 112-42 14-86 18-130 14-12-42-16-90-8-134z',
    label: [112, 242],
    threads: 45,
  },
  eurometropole: {
    outline: 'M182 176c48 16 98 20 152 8 14 30 20 60 16 90-54 16-110 20-166 14 6-38 6-76-2-112z',
    label: [264, 240],
    threads: 135,
  },
  sud: {
    outline:
      'M54 302c44 4 88 0 130-14 56 6 112 2 166-14 6 44-4 84-32 116-34 28-76 40-120 40-44-2-76-14-104-36-22-26-36-56-40-92z',
    label: [200, 360],
    threads: 0,
  },
};

interface Placed {
  readonly space: SpaceView;
  readonly region: Region;
}

/** One region per territory; none when two want the same place: cards tell them better then. */
export function placeTerritories(spaces: readonly SpaceView[]): Placed[] {
  const territories = spaces.filter((space) => space.kind === 'territory');
  const accents = new Set(territories.map((space) => space.accent));
  if (accents.size !== territories.length || accents.size < 2) return [];
  return territories.flatMap((space) => {
    const region = REGIONS[space.accent];
    return region ? [{ space, region }] : [];
  });
}

/** The territories as one drawing. Each region leads to its space. */
export function TerritoryMap({ spaces }: { readonly spaces: readonly SpaceView[] }) {
  const { t } = useTranslation('spaces');
  const placed = placeTerritories(spaces);
  if (placed.length === 0) return null;
  return (
    <nav aria-label={t('mapLabel')}>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the navigation has a label, and each link its name */}
      <svg viewBox="30 0 340 440" className={styles.map}>
        {placed.map(({ space, region }) => (
          <Territory key={space.id} space={space} region={region} />
        ))}
      </svg>
    </nav>
  );
}

function Territory({ space, region }: Placed) {
  const pattern = `threads-${space.accent}`;
  const [x, y] = region.label;
  return (
    <Link to={`/espaces/${space.slug}`} className={styles.territory} data-accent={space.accent}>
      <pattern
        id={pattern}
        width="9"
        height="9"
        patternUnits="userSpaceOnUse"
        patternTransform={`rotate(${region.threads})`}
      >
        <path d="M0 2.5h9M0 7h9" className={styles.thread} />
      </pattern>
      <path d={region.outline} className={styles.cloth} />
      <path d={region.outline} fill={`url(#${pattern})`} />
      <path d={region.outline} className={styles.seam} />
      <text x={x} y={y} className={styles.name}>
        {space.name}
      </text>
    </Link>
  );
}
