/** The library as pages load it: its public door, and a second build of it. */
declare module '/dist/megamixer.js' {
  export * from 'megamixer';
}
declare module '/dist-other/megamixer.js' {
  export * from 'megamixer';
}
