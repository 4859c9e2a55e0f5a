/** The engine with its WebAssembly inside. */
import init from '../../engine/engine.js';

export * from '../../engine/engine.js';

/** The `.wasm`, compressed by gzip, in base64; what starts the worker puts it before the script. */
declare const PACKED_ENGINE: string;

export default async function start(): Promise<void> {
  const packed = Uint8Array.from(atob(PACKED_ENGINE), (letter) => letter.charCodeAt(0));
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  await init({ module_or_path: await new Response(bytes).arrayBuffer() });
}
