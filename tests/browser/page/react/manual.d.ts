declare module 'manual:react' {
  /** The first example of docs/react.md. */
  export const App: import('react').FunctionComponent<{ context: AudioContext }>;
}
