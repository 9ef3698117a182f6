/** Which language OpenTofu's extension has for a file that our manifest made Terraform. Pure, without VS Code. */

const LANGUAGES = new Map([
  ['terraform', 'opentofu'],
  ['terraform-vars', 'opentofu-vars'],
]);

/**
 * The language to give to a document, or undefined where it is to be left alone: it already has another language,
 * or the user has said in `files.associations` that such files are Terraform's.
 */
export function openTofuLanguageOf(
  path: string,
  languageId: string,
  associations: Readonly<Record<string, string>>,
): string | undefined {
  const extension = /\.(tf|tofu|tfvars)$/.exec(path)?.[0];
  if (extension === undefined) return undefined;
  const chosen = Object.entries(associations).some(
    ([pattern, language]) => pattern.endsWith(extension) && language === languageId,
  );
  return chosen ? undefined : LANGUAGES.get(languageId);
}
