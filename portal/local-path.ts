/**
 * A path of our own to return to, or `fallback`: never an address elsewhere, whatever was posted. A backslash counts as
 * a slash for browsers, and control characters are dropped by them, so both are refused.
 */
export function localPath(wanted: FormDataEntryValue | string | null | undefined, fallback = '/'): string {
	if (typeof wanted !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) || wanted.includes('\\')) return fallback
	return wanted
}
