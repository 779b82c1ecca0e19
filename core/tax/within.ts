import { type Decimal, parseDecimal } from '../decimal.ts'
import { type TaxRate, taxOn } from './rate.ts'

/**
 * What the seller's own country takes of a price that includes its tax, on the first day (ISO) of its contract: by this it is
 * stated before tax, for every buyer alike and whatever rates follow. Undefined where tax is added to prices of the class.
 * For what is not written yet; a line of a contract keeps its own.
 */
export function taxWithin(
	rates: readonly TaxRate[],
	sellerCountry: string,
	taxClass: string,
	on: string,
): Decimal | undefined {
	if (!rates.some((rate) => rate.included && rate.taxClass === taxClass)) return undefined
	const home = rates.filter(({ region }) => region === '')
	const buyer = { buyerCountry: sellerCountry, buyerRegion: '', buyerTaxNumber: '', exemptions: null, checked: null }
	const atHome = { sellerCountry, ...buyer }
	return parseDecimal(taxOn(home, atHome, taxClass, on).percent)
}
