import type { Field } from './field.ts'

/** Columns that name the customer whom a row is of: one of them is enough. */
export const partyFields: readonly Field[] = [
	{
		name: 'customer',
		kind: 'key',
		most: 200,
		headers:
			'account id|accountid|customer id|customerid|client id|company id|customer|account|account key|partner id|customer key|associated company id|код клиента|код контрагента|ид клиента|客户id|客户编号|客户代码|mã khách hàng|mã kh|id khách hàng',
	},
	{
		name: 'customerNumber',
		kind: 'key',
		most: 40,
		headers:
			'customer number|customer no|account number|client number|номер клиента|客户号|số khách hàng|kundennummer|kundennr|debitorennummer|kunden nr|kunden id|debitorennr',
	},
	{
		name: 'customerName',
		kind: 'text',
		most: 200,
		headers:
			'customer name|account name|client name|client|company|company name|partner|associated company|organization name|customer description|клиент|контрагент|заказчик|наименование клиента|покупатель|客户|客户名称|甲方|公司名称|khách hàng|tên khách hàng|bên mua|tên công ty|kundenname|kunde|debitor|firma|firmenname|auftraggeber|mieter|customer|account',
	},
]
