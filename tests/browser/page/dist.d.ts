/** The library as pages load it: its public door, and other builds of it. */
declare module '/dist/megamixer.js' {
  export * from 'megamixer';
}
declare module '/dist-other/megamixer.js' {
  export * from 'megamixer';
}
