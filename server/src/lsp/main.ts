/** Entry of the language server that VS Code's client forks. `sg-lens lsp` starts the same server in its own process. */

import { serveAsForked } from './serve';

serveAsForked();
