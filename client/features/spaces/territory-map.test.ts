import { describe, expect, it } from 'vitest';
import { placeTerritories } from '#client/features/spaces/territory-map.tsx';
import type { SpaceView } from '#shared/features/spaces/schema.ts';

const space = (accent: string, kind: SpaceView['kind'] = 'territory'): SpaceView => ({
  id: accent,
  slug: accent,
  name: accent,
  kind,
  accent,
  purpose: '',
  visibility: 'public',
  role: null,
  counts: { members: 0 },
});

const placed = (...spaces: SpaceView[]) =>
  placeTerritories(spaces).map((each) => each.space.accent);

describe('the drawn map', () => {
  it('has a region for each territory, and none for a cohort', () => {
    expect(placed(space('nord'), space('sud'), space('cohort', 'cohort'))).toEqual(['nord', 'sud']);
  });

  it('is not drawn when two territories want the same region, nor for one alone', () => {
    expect(placed(space('nord'), space('nord'), space('sud'))).toEqual([]);
    expect(placed(space('nord'))).toEqual([]);
  });
});
