/** Which attachments hold data for others, by what people call them. What opens connections itself is another matter. */

/** Nouns of attachments that hold data for others: reachable by address or not, no person's machine calls them. */
export const HOLDS_DATA: ReadonlySet<string> = new Set([
  'cache',
  'data warehouse',
  'database',
  'database proxy',
  'file cache',
  'file system',
  'Kafka cluster',
  'message broker',
  'search domain',
]);
