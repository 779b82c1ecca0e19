import type { ReactNode } from 'react'
import { attachmentTypes, longestMessage } from '#core/message/limits.ts'
import { Button } from '../../ui/button.tsx'
import { Textarea } from '../../ui/field.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'

const endings = Object.values(attachmentTypes)
	.flat()
	.map((ending) => `.${ending}`)
	.join(',')

type WriteFormProps = {
	/** What was wrong with what was posted last; the files chosen then are gone, the text is not. */
	refused: { text: string; problems: string[]; hadFiles: boolean } | undefined
	busy?: boolean
	words: { text: string; files: string; filesHint: string; filesAgain: string; send: string }
	/** Further buttons. */
	children?: ReactNode
}

/** The fields of a message; the form around them is the page's. */
export function WriteFields({ refused, busy = false, words, children }: WriteFormProps) {
	return (
		<>
			<FormProblems
				errors={refused ? [...refused.problems, ...(refused.hadFiles ? [words.filesAgain] : [])] : undefined}
			/>
			<Textarea
				label={words.text}
				name="text"
				required
				maxLength={longestMessage}
				rows={5}
				defaultValue={refused?.text}
			/>
			<FileField label={words.files} hint={words.filesHint} name="files" accept={endings} multiple optional />
			<div className="mt-5 flex flex-wrap gap-3">
				<Button name="intent" value="write" busy={busy}>
					{words.send}
				</Button>
				{children}
			</div>
		</>
	)
}
