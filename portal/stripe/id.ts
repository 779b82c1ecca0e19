export const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** The id in a field that may hold an id, the whole object or nothing. */
export function idOf(value: string | { id: string } | null | undefined): string | undefined {
	return typeof value === 'string' ? value : value?.id
}
