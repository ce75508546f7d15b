/** Modules with what each imports. */
export type ModuleGraph = ReadonlyMap<string, readonly string[]>;

/**
 * One shortest cycle through each knot of modules that reach one another (Tarjan's strongly
 * connected components, 1972), as paths that end where they begin.
 */
export function findCycles(graph: ModuleGraph): string[][] {
  return knots(graph).map((knot) => shortestCycle(graph, knot));
}

function knots(graph: ModuleGraph): Set<string>[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const found: Set<string>[] = [];
  const lower = (module: string, value: number) =>
    lowest.set(module, Math.min(lowest.get(module) ?? value, value));

  const visit = (module: string): void => {
    order.set(module, order.size);
    lower(module, order.size - 1);
    stack.push(module);
    open.add(module);
    for (const next of graph.get(module) ?? []) {
      if (!order.has(next)) {
        visit(next);
        lower(module, lowest.get(next) ?? 0);
      } else if (open.has(next)) lower(module, order.get(next) ?? 0);
    }
    if (lowest.get(module) !== order.get(module)) return;
    const knot = new Set(stack.splice(stack.indexOf(module)));
    for (const member of knot) open.delete(member);
    if (knot.size > 1 || graph.get(module)?.includes(module)) found.push(knot);
  };

  for (const module of graph.keys()) if (!order.has(module)) visit(module);
  return found;
}

function shortestCycle(graph: ModuleGraph, knot: ReadonlySet<string>): string[] {
  const [start = ''] = [...knot].sort();
  const paths: string[][] = [[start]];
  const seen = new Set<string>();
  for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
    for (const next of graph.get(path.at(-1) ?? '') ?? []) {
      if (next === start) return [...path, start];
      if (!knot.has(next) || seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return [start];
}
