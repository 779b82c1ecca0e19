import type { Field } from './field.ts'

/** What a column of customers can fill; where two names fit a header, the earlier one is meant. */
export const customerFields: readonly Field[] = [
	{
		name: 'key',
		kind: 'key',
		most: 200,
		needed: 'value',
		headers:
			'account id|accountid|account key|customer id|customerid|client id|company id|record id|id|external id|account number|customer number|customer no|client number|hs object id|hubspot company id|crm id|partner id|organization id|contact id|salesforce id|18 digit account id|код|код клиента|код контрагента|ид|ид клиента|идентификатор|номер клиента|客户编号|客户id|客户代码|客户编码|编号|公司id|mã khách hàng|mã kh|mã|mã đối tác|id khách hàng|kundennummer|kundennr|kunden nr|kunden id|kunde nr|debitorennummer|debitor|debitorenkonto|adressnummer|kundenkonto',
	},
	{
		name: 'number',
		kind: 'key',
		most: 40,
		headers:
			'customer reference|reference|ref|internal reference|our number|номер|客户号|số khách hàng|referenz|unsere nummer|interne referenz',
	},
	{
		name: 'name',
		kind: 'text',
		most: 200,
		needed: 'value',
		headers:
			'account name|name|customer name|customer|company name|company|client name|client|organisation|organization|organization name|business name|display name|display name as|partner|partner name|description|account|наименование|название|имя|клиент|контрагент|компания|организация|название компании|наименование контрагента|客户名称|客户|公司名称|公司|名称|企业名称|单位名称|tên|tên khách hàng|khách hàng|tên công ty|công ty|tên đối tác|firma|firmenname|kundenname|kunde|unternehmen|bezeichnung|name1|name 1',
	},
	{
		name: 'legalName',
		kind: 'text',
		most: 200,
		headers:
			'legal name|registered name|invoice name|billing name|юридическое название|полное наименование|法定名称|开票名称|公司全称|tên pháp lý|tên đầy đủ|rechnungsname|firmierung|rechnungsempfänger|name2|name 2',
	},
	{
		name: 'email',
		kind: 'email',
		most: 254,
		headers:
			'email|e mail|email address|mail|billing email|invoice email|company email|primary email|электронная почта|эл почта|почта|емейл|имейл|адрес электронной почты|邮箱|电子邮箱|电子邮件|邮件|thư điện tử|địa chỉ email|email liên hệ|e mail adresse|email adresse|mailadresse|rechnungs e mail|rechnungsmail',
	},
	{
		name: 'language',
		kind: 'language',
		headers:
			'language|lang|locale|preferred language|preferred locales|язык|语言|语种|ngôn ngữ|sprache|korrespondenzsprache',
	},
	{
		name: 'currency',
		kind: 'currency',
		headers:
			'currency|currency code|currency iso code|account currency|default currency|валюта|код валюты|币种|货币|tiền tệ|loại tiền|đơn vị tiền tệ|währung|währungscode|waehrung|whg',
	},
	{
		name: 'industry',
		kind: 'text',
		most: 200,
		headers:
			'industry|sector|branch|line of business|отрасль|сфера деятельности|行业|所属行业|ngành|ngành nghề|lĩnh vực|branche',
	},
	{
		name: 'street',
		kind: 'text',
		most: 200,
		headers:
			'street|address|street address|address line 1|address1|billing street|billing address|billing address line 1|mailing street|card address line1|улица|адрес|юридический адрес|юр адрес|фактический адрес|街道|地址|详细地址|账单地址|địa chỉ|đường|số nhà|straße|strasse|straße und hausnummer|straße hausnummer|anschrift|adresse|rechnungsanschrift|rechnungsadresse|str',
	},
	{
		name: 'postalCode',
		kind: 'text',
		most: 200,
		headers:
			'postal code|postcode|post code|zip|zip code|zip postal code|billing zip postal code|billing postal code|billing zip|billing code|card address zip|индекс|почтовый индекс|邮编|邮政编码|mã bưu chính|mã bưu điện|plz|postleitzahl',
	},
	{
		name: 'city',
		kind: 'text',
		most: 200,
		headers:
			'city|town|billing city|mailing city|card address city|город|城市|市|thành phố|tỉnh thành phố|ort|stadt|wohnort',
	},
	{
		name: 'region',
		kind: 'text',
		most: 200,
		headers:
			'region|state|province|county|state region|state province|billing state province|billing state|card address state|регион|область|край|省|省份|州|tỉnh|vùng|bang|bundesland|kanton',
	},
	{
		name: 'country',
		kind: 'country',
		needed: 'value',
		headers:
			'country|country code|country region|billing country|billing country code|mailing country|card address country|nation|страна|код страны|国家|国家地区|国别|quốc gia|nước|land|länderkennzeichen|ländercode|länderschlüssel|staat|lkz',
	},
	{
		name: 'taxNumber',
		kind: 'text',
		most: 200,
		headers:
			'vat|vat number|vat id|vat no|tax id|tax number|tax id number|tax registration number|ein|gst number|gstin|abn|инн|ндс номер|税号|纳税人识别号|统一社会信用代码|mã số thuế|mst|ust id|ust idnr|ust id nr|ustid|ustidnr|ustid nr|umsatzsteuer id|umsatzsteuer identifikationsnummer|steuernummer|uid|uid nummer',
	},
	{
		name: 'registrationNumber',
		kind: 'text',
		most: 200,
		headers:
			'registration number|company registration|company registry|company number|registry code|trade register|hrb|огрн|регистрационный номер|кпп|注册号|营业执照号|số đăng ký kinh doanh|số đkkd|handelsregister|handelsregisternummer|hr nummer|registernummer|hrb nummer',
	},
	{
		name: 'phone',
		kind: 'text',
		most: 200,
		headers:
			'phone|phone number|telephone|tel|mobile|mobile phone|work phone|billing phone|телефон|номер телефона|моб телефон|电话|手机|联系电话|điện thoại|số điện thoại|sđt|telefon|telefonnummer|tel nr|handy|mobil|rufnummer',
	},
	{
		name: 'paymentTermDays',
		kind: 'days',
		headers:
			'payment terms|payment term|payment term days|net days|terms|due days|срок оплаты|отсрочка|отсрочка платежа|账期|付款期限|付款天数|hạn thanh toán|thời hạn thanh toán|zahlungsziel|zahlungsziel tage|zahlungsfrist|nettotage|zahlungsbedingung',
	},
	{
		name: 'contactName',
		kind: 'text',
		most: 200,
		headers:
			'contact|contact name|contact person|primary contact|full name|контактное лицо|контакт|фио|联系人|联系人姓名|người liên hệ|tên liên hệ|ansprechpartner|kontakt|kontaktperson|ansprechpartnerin',
	},
	{
		name: 'contactEmail',
		kind: 'email',
		most: 254,
		headers:
			'contact email|contact e mail|primary contact email|email контакта|почта контакта|联系人邮箱|email người liên hệ|e mail ansprechpartner|ansprechpartner e mail|ansprechpartner email',
	},
	{
		name: 'contactPhone',
		kind: 'text',
		most: 200,
		headers:
			'contact phone|primary contact phone|телефон контакта|联系人电话|điện thoại người liên hệ|telefon ansprechpartner|ansprechpartner telefon',
	},
]
