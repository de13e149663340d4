import type { CDPSession, Page } from 'playwright-core';

/** What a tab holds, after the rubbish is out. */
export interface Held {
  /** Bytes of the heap of scripts, their compiled code and what the browser notes of requests with them. */
  readonly heap: number;
  /** Bytes of what scripts have made themselves: objects, lists, texts, closures. */
  readonly made: number;
  /** Nodes of the page, those in no document with them. */
  readonly nodes: number;
  readonly listeners: number;
}

interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[]];
    };
  };
  /** One after the other, each with all fields. */
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

const MADE = new Set([
  'object',
  'array',
  'closure',
  'string',
  'concatenated string',
  'sliced string',
  'regexp',
]);

/** Looks into the memory of a tab, as the tools for its developers do. */
export class Heap {
  private constructor(private readonly tools: CDPSession) {}

  static async of(page: Page): Promise<Heap> {
    const tools = await page.context().newCDPSession(page);
    await tools.send('HeapProfiler.enable');
    return new Heap(tools);
  }

  async held(): Promise<Held> {
    // What the first round lets go of may have held what the second one finds.
    for (let round = 0; round < 2; round += 1) await this.tools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.tools.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await this.tools.send('Memory.getDOMCounters');
    return { heap: usedSize, made: madeIn(await this.snapshot()), nodes, listeners: jsEventListeners };
  }

  /** Which of these texts stand anywhere in a snapshot of the heap. */
  async standIn(texts: readonly string[]): Promise<readonly string[]> {
    const { strings } = await this.snapshot();
    return texts.filter((text) => strings.some((one) => one.includes(text)));
  }

  /** Which of these texts stand in a tree of nodes that is in no document any more and is kept by a script. */
  async detachedWith(texts: readonly string[]): Promise<readonly string[]> {
    const { result: prototype } = await this.tools.send('Runtime.evaluate', { expression: 'Node.prototype' });
    if (prototype.objectId === undefined) throw new Error('the page has no nodes');
    const { objects } = await this.tools.send('Runtime.queryObjects', {
      ...{ prototypeObjectId: prototype.objectId, objectGroup: 'nodes' },
    });
    const { result } = await this.tools.send('Runtime.callFunctionOn', {
      ...{ objectId: objects.objectId, functionDeclaration: DETACHED_TEXTS, returnByValue: true },
    });
    await this.tools.send('Runtime.releaseObjectGroup', { objectGroup: 'nodes' });
    const trees = result.value as readonly string[];
    return texts.filter((text) => trees.some((one) => one.includes(text)));
  }

  private async snapshot(): Promise<Snapshot> {
    const chunks: string[] = [];
    const take = ({ chunk }: { readonly chunk: string }): void => void chunks.push(chunk);
    this.tools.on('HeapProfiler.addHeapSnapshotChunk', take);
    await this.tools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    this.tools.off('HeapProfiler.addHeapSnapshotChunk', take);
    return JSON.parse(chunks.join('')) as Snapshot;
  }
}

function madeIn({ snapshot, nodes }: Snapshot): number {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (MADE.has(types[0][nodes[at + type] ?? -1] ?? '')) bytes += nodes[at + size] ?? 0;
  }
  return bytes;
}

/** Run in the page: the prototypes of nodes are among what it is called with. The text is that of the whole tree, for one node that is kept keeps all of it. */
const DETACHED_TEXTS = `function () {
  const isNode = (one) => !Object.hasOwn(one, 'constructor');
  return [...new Set(this.filter((one) => isNode(one) && !one.isConnected).map((node) => node.getRootNode().textContent ?? ''))];
}`;
