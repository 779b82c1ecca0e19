import { Form, useNavigation } from '@remix-run/react'
import { Button } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { Radios } from '../../../ui/choice.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { FormProblems } from '../../../ui/form-problems.tsx'
import { sayImport as say } from '../../../words/staff-import.ts'

type UploadProps = { answer: { problem: string; subject: 'customers' | 'contracts' } | undefined }

/** What is in the file, and the file. */
export function Upload({ answer }: UploadProps) {
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
						options={[
							{ value: 'customers', label: say('import.customers') },
							{ value: 'contracts', label: say('import.contracts'), hint: say('import.contractsHint') },
						]}
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
