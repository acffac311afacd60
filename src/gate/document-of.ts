import type { Document, Limits } from '../document/document.js';
import { parseDocuments } from '../document/documents.js';
import { type Content, isBytes } from './content.js';

/** What a content was read as, and with which bounds: the steps of one answer ask for the same more than once. */
const documents = new WeakMap<Uint8Array, { readonly limits: Limits; readonly document: Document | undefined }>();

/** The document that a content is; `undefined` where there is none. */
export function documentOf(content: Content | undefined, limits: Limits): Document | undefined {
  if (content === undefined) return undefined;
  if (!isBytes(content)) return { parsed: false, text: '', line: 1, problems: [content] };
  const known = documents.get(content);
  if (known?.limits === limits) return known.document;
  const [document] = parseDocuments(content, { format: 'json', limits });
  documents.set(content, { limits, document });
  return document;
}
