/** The constraint or error code of a value or an integrity promise; undefined for any other error. */
export function brokenPromise(error: unknown): string | undefined {
	if (!(error instanceof Error) || !('code' in error)) return undefined
	const code = String(error.code)
	if (!/^2[23]/.test(code)) return undefined
	return 'constraint_name' in error && error.constraint_name ? String(error.constraint_name) : code
}
