/** How long a message may be, in characters. */
export const longestMessage = 5000

/** So many files go with a message. */
export const mostAttachments = 5

/** What may be sent, by what its bytes are, and the endings that say so. */
export const attachmentTypes = {
	'application/pdf': ['pdf'],
	'image/png': ['png'],
	'image/jpeg': ['jpg', 'jpeg'],
	'image/webp': ['webp'],
	'text/plain': ['txt'],
	'text/csv': ['csv'],
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
} as const
