import type { Language } from '#core/company/read.ts'

/** Invented parties; any likeness is chance. */
export type DemoCustomer = {
	name: string
	street: string
	postalCode: string
	city: string
	/** The state, where an address names one. */
	region: string
	country: string
	language: Language
	currency: string
	taxNumber: string
	industry: string
	contact: string
	/** The domains end in .example, which nobody owns. */
	mailbox: string
}

// Name, street, postal code, city with its state, country, language, currency, tax number, industry, contact, mailbox.
const table = `
Harbour & Quay Lifting | Pier Road 14 | BS1 6TY | Bristol | GB | en | EUR |  | Ports | Eleanor Marsh | accounts@harbourquay
Blackthorn Quarries | Old Mill Lane 2 | DE4 3PX | Matlock | GB | en | EUR |  | Quarrying | Tom Ashby | payables@blackthorn
Fenwick Cold Storage | Dock Street 88 | HU1 2DQ | Hull | GB | en | EUR |  | Logistics | Priya Nair | finance@fenwickcold
Larkfield Farms | Larkfield 1 | NR12 8JW | Norwich | GB | en | EUR |  | Agriculture | George Pell | office@larkfield
Tidewater Boatyard | Slipway 3 | PL1 3RP | Plymouth | GB | en | EUR |  | Shipbuilding | Ruth Calder | yard@tidewater
Corrib Timber | Quay Street 41 | H91 R2PT | Galway | IE | en | EUR | IE6388047V | Timber | Aoife Brennan | accounts@corribtimber
Slaney Dairies | Mill Park 7 | Y35 T2K1 | Wexford | IE | en | EUR | IE9825613N | Food | Declan Furlong | ap@slaneydairies
Granite State Paving | 210 Elm Street | 03101 | Manchester, NH | US | en | USD |  | Construction | Dana Whitfield | billing@granitepaving
Prairie Wind Services | 5500 County Road 9 | 58102 | Fargo, ND | US | en | USD |  | Energy | Luis Ortega | ap@prairiewind
Cascade Vineyards | 77 Orchard Row | 97128 | McMinnville, OR | US | en | USD |  | Agriculture | Megan Doyle | office@cascadevineyards
Bayou Marine Works | 1200 River Road | 70114 | New Orleans, LA | US | en | USD |  | Shipbuilding | Andre Fontaine | accounts@bayoumarine
Redwood Sawmill Co | 9 Timberline Drive | 95501 | Eureka, CA | US | en | USD |  | Timber | Carla Jensen | finance@redwoodsawmill
Weserbogen Logistik | Hafenstraße 22 | 28217 | Bremen | DE | en | EUR | DE811569869 | Logistics | Jana Petersen | rechnung@weserbogen
Kranwerk Altona | Große Elbstraße 60 | 22767 | Hamburg | DE | en | EUR | DE136695976 | Construction | Henrik Lorenz | buchhaltung@kranwerk
Heidehof Molkerei | Am Heidehof 5 | 29614 | Soltau | DE | en | EUR | DE129274202 | Food | Silke Brandt | einkauf@heidehof
Rheinblick Bau | Uferweg 18 | 50667 | Köln | DE | en | EUR | DE122652565 | Construction | Murat Yildiz | rechnung@rheinblick
Stadtwerke Lindental | Marktplatz 1 | 35037 | Marburg | DE | en | EUR | DE811907980 | Utilities | Anke Vogt | kreditoren@lindental
Brouwer Kassen | Tuinbouwweg 12 | 2671 AB | Naaldwijk | NL | en | EUR | NL004495445B01 | Agriculture | Sanne Brouwer | facturen@brouwerkassen
Zeeland Offshore | Havenkade 40 | 4381 CE | Vlissingen | NL | en | EUR | NL809327843B01 | Energy | Pieter Smit | finance@zeelandoffshore
Ardennes Pierre | Rue du Rocher 3 | 6600 | Bastogne | BE | en | EUR | BE0428759497 | Quarrying | Luc Lambert | compta@ardennespierre
Vestjysk Fisk | Havnegade 9 | 6960 | Hvide Sande | DK | en | EUR | DK13585628 | Fishing | Mette Krogh | regnskab@vestjyskfisk
Tatra Lift | Zámocká 4 | 058 01 | Poprad | SK | en | EUR | SK2021853504 | Tourism | Peter Novák | faktury@tatralift
Южный элеватор | ул. Абая 115 | 050008 | Алматы | KZ | ru | EUR |  | Agriculture | Айгерим Сатпаева | buh@yuzhny-elevator
СтройКран Астана | пр. Республики 24 | 010000 | Астана | KZ | ru | EUR |  | Construction | Руслан Ахметов | oplata@stroykran
Каспий Карго | ул. Портовая 3 | 130000 | Актау | KZ | ru | USD |  | Logistics | Дмитрий Ли | finance@caspiycargo
Балтийский док | Ostas iela 11 | LV-3401 | Лиепая | LV | ru | EUR | LV40003567907 | Shipbuilding | Ольга Калниня | buh@baltdock
Латгальский лес | Meža iela 6 | LV-5401 | Даугавпилс | LV | ru | EUR | LV40103619251 | Timber | Сергей Озолс | rekini@latgalles
Севан Минерал | ул. Абовяна 30 | 0009 | Ереван | AM | ru | EUR |  | Food | Анаит Петросян | accounts@sevanmineral
Иссык-Куль Курорт | ул. Набережная 1 | 722100 | Чолпон-Ата | KG | ru | EUR |  | Tourism | Бакыт Осмонов | office@issykresort
Чуйский сахар | ул. Заводская 8 | 724000 | Кант | KG | ru | EUR |  | Food | Марина Ким | buh@chuysugar
Алатау Ветропарк | ул. Сатпаева 90 | 050046 | Алматы | KZ | ru | EUR |  | Energy | Тимур Бекетов | pay@alatauwind
Нарва Металл | Kreenholmi 52 | 20205 | Нарва | EE | ru | EUR | EE100594102 | Metal | Виктор Соколов | arved@narvametall
Гранит-Сервис | ул. Каменная 17 | 100000 | Караганда | KZ | ru | EUR |  | Quarrying | Елена Тё | buh@granitservice
Тянь-Шань Агро | ул. Садовая 44 | 040000 | Талдыкорган | KZ | ru | EUR |  | Agriculture | Нурлан Жумабаев | office@tianshanagro
青岛海岳港务有限公司 | 港湾路 18 号 | 266011 | 青岛 | CN | zh | CNY |  | Ports | 王丽 | caiwu@haiyue
宁波远帆物流有限公司 | 甬江大道 56 号 | 315020 | 宁波 | CN | zh | CNY |  | Logistics | 陈志强 | ap@yuanfan
苏州明川精密制造 | 工业园星湖街 218 号 | 215123 | 苏州 | CN | zh | CNY |  | Metal | 周敏 | finance@mingchuan
厦门南屿冷链 | 海沧大道 9 号 | 361026 | 厦门 | CN | zh | CNY |  | Logistics | 林晓燕 | zhangwu@nanyu
成都青禾农业 | 天府大道 1700 号 | 610041 | 成都 | CN | zh | CNY |  | Agriculture | 刘洋 | caiwu@qinghe
大连北辰船舶 | 人民路 61 号 | 116001 | 大连 | CN | zh | CNY |  | Shipbuilding | 赵国栋 | pay@beichen
狮城起重私人有限公司 | Tuas South Avenue 8 | 637000 | 新加坡 | SG | zh | USD |  | Construction | 黄美玲 | accounts@lioncitylift
海峡建材 | Jalan Buroh 30 | 619484 | 新加坡 | SG | zh | USD |  | Construction | 陈伟明 | ap@straitsbuild
西安华岭能源 | 高新路 25 号 | 710075 | 西安 | CN | zh | CNY |  | Energy | 马超 | jiesuan@hualing
广州珠江食品 | 珠江西路 5 号 | 510623 | 广州 | CN | zh | CNY |  | Food | 何静 | caiwu@zhujiangfood
杭州西溪园林 | 文二西路 808 号 | 310012 | 杭州 | CN | zh | CNY |  | Tourism | 孙悦 | fukuan@xixi
Cảng Sông Hàn | 12 Bạch Đằng | 550000 | Đà Nẵng | VN | vi | VND |  | Ports | Nguyễn Thị Hương | ketoan@cangsonghan
Xây dựng Tân Phú | 88 Lũy Bán Bích | 700000 | Thành phố Hồ Chí Minh | VN | vi | VND |  | Construction | Trần Văn Minh | thanhtoan@tanphu
Thủy sản Cà Mau Xanh | 5 Lý Thường Kiệt | 970000 | Cà Mau | VN | vi | VND |  | Fishing | Lê Quốc Bảo | ketoan@camauxanh
Nông trại Đà Lạt Sương | 21 Hồ Tùng Mậu | 660000 | Đà Lạt | VN | vi | VND |  | Agriculture | Phạm Ngọc Anh | vanphong@dalatsuong
Gỗ Trường Sơn | 140 Trần Hưng Đạo | 590000 | Quy Nhơn | VN | vi | VND |  | Timber | Võ Thành Đạt | ketoan@gotruongson
Kho vận Hải Phòng | 3 Lê Thánh Tông | 180000 | Hải Phòng | VN | vi | VND |  | Logistics | Đỗ Thu Trang | congno@khovanhp
Điện gió Ninh Thuận | 77 Đường 16 Tháng 4 | 590000 | Phan Rang | VN | vi | USD |  | Energy | Bùi Anh Tuấn | finance@diengio
Thép Việt Bắc | 9 Hoàng Văn Thụ | 250000 | Thái Nguyên | VN | vi | VND |  | Metal | Hoàng Thị Lan | ketoan@thepvietbac
Sữa Mộc Châu Xanh | 1 Thảo Nguyên | 360000 | Mộc Châu | VN | vi | VND |  | Food | Lò Thị Mai | muahang@suamocchau
Đóng tàu Sông Cấm | 60 Ngô Quyền | 180000 | Hải Phòng | VN | vi | VND |  | Shipbuilding | Vũ Đình Long | ketoan@songcam
Khách sạn Phú Quốc Biển | 18 Trần Hưng Đạo | 920000 | Phú Quốc | VN | vi | VND |  | Tourism | Ngô Khánh Linh | ketoan@phuquocbien
Pennine Reclamation | Canal Wharf 6 | HX1 1PB | Halifax | GB | en | EUR |  | Recycling | Owen Hartley | ledger@penninerec
Coral Coast Dredging | 18 Wharf Street | 4870 | Cairns, QLD | AU | en | USD |  | Ports | Jess Tanner | accounts@coralcoast
Skåne Spannmål | Hamngatan 2 | 231 42 | Trelleborg | SE | en | EUR | SE556677889901 | Agriculture | Elin Nyberg | faktura@skanespannmal
Douro Pedras | Rua da Ribeira 55 | 5100-075 | Lamego | PT | en | EUR | PT501964843 | Quarrying | Inês Carvalho | contas@douropedras
`

export const demoCustomers: DemoCustomer[] = table
	.trim()
	.split('\n')
	.map((row) => {
		const cells = row.split('|').map((cell) => cell.trim())
		const [name = '', street = '', postalCode = '', place = '', country = '', language = '', ...rest] = cells
		const [city = '', region = ''] = place.split(', ')
		const [currency = '', taxNumber = '', industry = '', contact = '', mailbox = ''] = rest
		const party = { name, street, postalCode, city, region, country, currency, taxNumber, industry, contact }
		return { ...party, language: language as Language, mailbox: `${mailbox}.example` }
	})
