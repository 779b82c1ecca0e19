/** Intl writes a hyphen for most languages, which is shorter than a plus and breaks off at the end of a line. */
export function withMinus(written: string): string {
	return written.replace('-', '−')
}
