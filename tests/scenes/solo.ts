import type { Scene } from './scene.ts';

/** Which routes solo leaves open. Said over again here from the manual, so that the engine has something to agree with. */
export interface OpenRoutes {
  /** To the master, or to the bus that stands for it. */
  stripOutput(strip: number): boolean;
  stripToBus(strip: number, bus: number): boolean;
  busOutput(bus: number): boolean;
}

type Node = string;

/**
 * When anything is soloed, a route u→v is open if u or anything upstream of u is soloed or safe, or v or anything
 * downstream of v is soloed. Upstream and downstream follow what is switched on, at any level.
 */
export function openRoutes({ strips, buses }: Scene): OpenRoutes {
  const strip = (index: number): Node => `strip ${index}`;
  const bus = (index: number): Node => `bus ${index}`;
  const outputOf = (output: number | null): Node => (output === null ? 'master' : bus(output));
  const routes: [Node, Node][] = [
    ...strips.map(({ output }, index): [Node, Node] => [strip(index), outputOf(output)]),
    ...buses.map(({ output }, index): [Node, Node] => [bus(index), outputOf(output)]),
    ...strips.flatMap(({ sends }, index) =>
      sends.flatMap(({ on }, to): [Node, Node][] => (on ? [[strip(index), bus(to)]] : [])),
    ),
  ];
  const nodes = new Map([
    ...strips.map((settings, index) => [strip(index), settings] as const),
    ...buses.map((settings, index) => [bus(index), settings] as const),
  ]);
  const soloing = [...nodes.values()].some(({ solo }) => solo);
  const upstream = (node: Node): Node[] => [
    node,
    ...routes.filter(([, to]) => to === node).flatMap(([from]) => upstream(from)),
  ];
  const downstream = (node: Node): Node[] => [
    node,
    ...routes.filter(([from]) => from === node).flatMap(([, to]) => downstream(to)),
  ];
  const open = (from: Node, to: Node) =>
    !soloing ||
    upstream(from).some((node) => nodes.get(node)?.solo || nodes.get(node)?.soloSafe) ||
    downstream(to).some((node) => nodes.get(node)?.solo);
  return {
    stripOutput: (index) => open(strip(index), outputOf(strips[index]!.output)),
    stripToBus: (index, to) => strips[index]!.sends[to]!.on && open(strip(index), bus(to)),
    busOutput: (index) => open(bus(index), outputOf(buses[index]!.output)),
  };
}
