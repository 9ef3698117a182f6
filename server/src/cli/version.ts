/** The version of SG Lens, from the one place that has it. */

import { version } from '../../../package.json';

export function toolVersion(): string {
  return version;
}
