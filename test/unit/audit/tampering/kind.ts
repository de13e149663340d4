import type { Scene } from './scene.js';

/** One way to tamper with a log. Every one must be found with the gateway's keys; `work` must change something. */
export interface Kind {
  readonly name: string;
  readonly work: (scene: Scene) => Promise<unknown>;
}
