export type {
  History,
  HistoryEventMap,
  HistoryOptions,
  ImportResult,
  Link,
  Linkable,
  LinkBy,
  LinkOptions,
  RecallOptions,
  SceneStorage,
  Scenes,
  ScenesEventMap,
  ScenesOptions,
} from './api.js';
export { createHistory } from './history.js';
export { createLink } from './link.js';
export { createScenes } from './scenes.js';
