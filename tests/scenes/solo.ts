import type { Scene } from './scene.ts';

/** Which routes solo leaves open. Said over again here from the manual, so that the engine has something to agree with. */
export interface OpenRoutes {
  stripToMaster(strip: number): boolean;
  stripToBus(strip: number, bus: number): boolean;
  busToMaster(bus: number): boolean;
}

/**
 * When anything is soloed, a route u→v is open if u or anything upstream of u is soloed or safe, or v or anything
 * downstream of v is soloed. Upstream and downstream follow what is switched on, at any level.
 */
export function openRoutes({ strips, buses }: Scene): OpenRoutes {
  const soloing = [...strips, ...buses].some((node) => node.solo);
  const on = (strip: number, bus: number) => strips[strip]!.sends[bus]!.on;
  const keeps = (node: { solo: boolean; soloSafe: boolean }) => node.solo || node.soloSafe;
  const busKeeps = (bus: number) => keeps(buses[bus]!) || strips.some((strip, index) => on(index, bus) && keeps(strip));
  return {
    stripToMaster: (strip) => !soloing || keeps(strips[strip]!),
    stripToBus: (strip, bus) => on(strip, bus) && (!soloing || keeps(strips[strip]!) || buses[bus]!.solo),
    busToMaster: (bus) => !soloing || busKeeps(bus),
  };
}
