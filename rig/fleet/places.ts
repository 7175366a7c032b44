import type { Bilingual } from '../../contract/language.ts';

/** Where such kiosks could stand; none of them does. */
const PLACES: readonly (readonly [ar: string, en: string])[] = [
  ['مجمع السيف، المنامة', 'Seef Mall, Manama'],
  ['سيتي سنتر البحرين', 'City Centre Bahrain'],
  ['مجمع البحرين، السنابس', 'Bahrain Mall, Sanabis'],
  ['الأفنيوز، المنامة', 'The Avenues, Manama'],
  ['مجمع الرملي، عالي', 'Ramli Mall, Aali'],
  ['إنماء مول، الرفاع', 'Enma Mall, Riffa'],
  ['مجمع السيف، المحرق', 'Seef Mall, Muharraq'],
  ['مجمع السيف، مدينة عيسى', 'Seef Mall, Isa Town'],
  ['سوق البراحة، الرفاع', 'Souq Al Baraha, Riffa'],
  ['مجمع الواحة، الجفير', 'Oasis Mall, Juffair'],
  ['مكتب بريد المنامة', 'Manama post office'],
  ['مكتب بريد المحرق', 'Muharraq post office'],
  ['الإدارة العامة للمرور، مدينة عيسى', 'Traffic directorate, Isa Town'],
  ['بلدية المنطقة الشمالية', 'Northern municipality'],
  ['بلدية المنطقة الجنوبية', 'Southern municipality'],
  ['جامعة البحرين، الصخير', 'University of Bahrain, Sakhir'],
  ['مجمع السلمانية الطبي', 'Salmaniya medical complex'],
  ['مطار البحرين الدولي', 'Bahrain international airport'],
  ['مركز خدمات مدينة حمد', 'Hamad Town service centre'],
  ['مركز خدمات سترة', 'Sitra service centre'],
];

/** The `index`-th kiosk's place, from 0; where several stand in one place, they are numbered. */
export const placeOf = (index: number): Bilingual => {
  const [ar, en] = PLACES[index % PLACES.length] ?? ['', ''];
  const number = Math.floor(index / PLACES.length) + 1;
  return { ar: `${ar} (${String(number)})`, en: `${en} (${String(number)})` };
};
