/**
 * Leaves `.tf` and `.tfvars` files to OpenTofu's extension where that is installed.
 *
 * Our manifest gives these files a language, so that they are coloured where no other Terraform extension is.
 * OpenTofu's extension gives them one of its own and serves no other, and of two extensions that
 * claim a file name VS Code follows the one whose folder sorts last: ours. So the claim is handed back.
 * HashiCorp's extension uses the same language as we do and needs nothing of the kind.
 */
import { extensions, languages, workspace } from 'vscode';
import type { Disposable, TextDocument } from 'vscode';
import { openTofuLanguageOf } from './openTofuLanguage';

const OPEN_TOFU_EXTENSION = 'opentofu.vscode-opentofu';

/** Hands back the documents that are open and those that will be opened, each at most once. */
export function leaveFilesToOpenTofu(): Disposable {
  // Once only: a user who then chooses Terraform as the language of a file is not contradicted.
  const seen = new Set<string>();
  const leave = (document: TextDocument): void => {
    if (extensions.getExtension(OPEN_TOFU_EXTENSION) === undefined) return;
    if (seen.has(document.uri.toString())) return;
    seen.add(document.uri.toString());
    const associations = workspace
      .getConfiguration('files')
      .get<Readonly<Record<string, string>>>('associations', {});
    const language = openTofuLanguageOf(document.uri.path, document.languageId, associations);
    if (language !== undefined) void languages.setTextDocumentLanguage(document, language);
  };
  workspace.textDocuments.forEach(leave);
  return workspace.onDidOpenTextDocument(leave);
}
