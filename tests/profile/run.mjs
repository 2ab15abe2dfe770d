/** `make profile`. */
import 'tsx';

await import('./main.ts');
