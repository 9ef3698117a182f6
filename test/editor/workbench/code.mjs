#!/usr/bin/env node
/** Stands in for the `code` executable that `@vscode/test-electron` starts; the work is done in hostedCode.ts. */
import { register } from 'tsx/esm/api';

register();
await import('./hostedCode.ts');
