import { Input, Select } from '#portal/ui/field.tsx'
import { sayEquipment as say } from '#portal/words/staff-equipment.ts'

type MachineFieldsProps = {
	of: { serialNumber: string; factoryNumber: string; model: string; productId: string; meterUnit: string }
	products: readonly { id: string; name: string }[]
	errors: Record<string, string[] | null | undefined>
}

/** What a machine is: for the form that registers it, and the one that corrects it. */
export function MachineFields({ of, products, errors }: MachineFieldsProps) {
	const wrong = (name: string) => errors[name] ?? undefined
	return (
		<div className="mt-5 grid items-end gap-5 first:mt-0 sm:grid-cols-2 [&>*]:mt-0">
			<Input
				name="serialNumber"
				label={say('equipment.serialNumber')}
				defaultValue={of.serialNumber}
				errors={wrong('serialNumber')}
				maxLength={80}
				autoComplete="off"
				required
			/>
			<Input
				name="factoryNumber"
				label={say('equipment.factoryNumber')}
				defaultValue={of.factoryNumber}
				errors={wrong('factoryNumber')}
				maxLength={80}
				optional
			/>
			<Input
				name="model"
				label={say('equipment.model')}
				defaultValue={of.model}
				errors={wrong('model')}
				maxLength={200}
				optional
			/>
			<Select name="productId" label={say('equipment.product')} defaultValue={of.productId} errors={wrong('productId')}>
				<option value="">{say('equipment.noProduct')}</option>
				{products.map(({ id, name }) => (
					<option key={id} value={id}>
						{name}
					</option>
				))}
			</Select>
			<Input
				name="meterUnit"
				label={say('equipment.meterUnit')}
				hint={say('equipment.meterUnitHint')}
				defaultValue={of.meterUnit}
				errors={wrong('meterUnit')}
				maxLength={20}
				optional
			/>
		</div>
	)
}
