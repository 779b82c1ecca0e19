import { Form, useNavigation } from '@remix-run/react'
import type { Subject } from '#core/import/field.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { Radios } from '../../../ui/choice.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayImport as say } from '../../../words/staff-import.ts'

type UploadProps = { subjects: readonly Subject[]; answer: { problem: string; subject: Subject } | undefined }

/** What is in the file, and the file. */
export function Upload({ subjects, answer }: UploadProps) {
	const { formMethod } = useNavigation()
	return (
		<Section title={say('import.uploadTitle')}>
			<Card>
				<Form method="post" encType="multipart/form-data">
					<FormProblems errors={answer ? [answer.problem] : []} />
					<Radios
						id="subject"
						name="subject"
						legend={say('import.subject')}
						chosen={answer?.subject ?? 'customers'}
						required
						options={subjects.map((subject) => ({
							value: subject,
							label: say(`import.${subject}`),
							...(subject !== 'customers' && { hint: say(`import.${subject}Hint`) }),
						}))}
					/>
					<div className="mt-5">
						<FileField
							id="file"
							name="file"
							label={say('import.file')}
							hint={say('import.fileHint')}
							accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
							required
						/>
					</div>
					<div className="mt-6">
						<Button busy={formMethod === 'POST'}>{say('import.upload')}</Button>
					</div>
				</Form>
			</Card>
		</Section>
	)
}
