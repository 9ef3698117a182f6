/** Whether one path lies below another. It compares text: give it real paths, or symbolic links lead out. */

import path from 'node:path';

/** True when `target` is `folder` itself or lies below it. Both are absolute and without symbolic links. */
export function isInsidePath(folder: string, target: string): boolean {
  const relative = path.relative(folder, target);
  return (
    relative === '' ||
    (!path.isAbsolute(relative) && relative !== '..' && !relative.startsWith(`..${path.sep}`))
  );
}
