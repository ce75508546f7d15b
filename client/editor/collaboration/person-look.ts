/** How a person is told apart in a text: a colour, and a shape for those who do not see it. */
export interface PersonLook {
  /** A CSS colour that reads on the paper of both themes. */
  readonly color: string;
  readonly colorIndex: number;
  readonly shape: 'round' | 'square' | 'leaf' | 'drop';
}

const SHAPES = ['round', 'square', 'leaf', 'drop'] as const;

/** At least 4.5:1 on paper, light then dark; `people-here.module.css` has the same. */
const COLORS = [
  'light-dark(#1f4e8c, #8fb8f0)',
  'light-dark(#a8471c, #f0a27c)',
  'light-dark(#2f6b3c, #8ccb97)',
  'light-dark(#7a2f6b, #de9bd0)',
  'light-dark(#0b6b6b, #76c9c6)',
  'light-dark(#8a1f4b, #f29ab8)',
  'light-dark(#4a3a8c, #b3a6f0)',
  'light-dark(#5a4a1e, #d3bc7e)',
] as const;

/** The same for one person on every screen. */
export function lookOf(personId: string): PersonLook {
  let hash = 0;
  for (const character of personId) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  const colorIndex = hash % COLORS.length;
  const shape = SHAPES[Math.floor(hash / COLORS.length) % SHAPES.length] ?? 'round';
  return { color: COLORS[colorIndex] ?? COLORS[0], colorIndex, shape };
}
