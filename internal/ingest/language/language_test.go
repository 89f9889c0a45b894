package language

import (
	"strings"
	"testing"
)

const (
	german     = "Die Kritik an dem neuen Haushalt der Stadt wurde gestern lauter. Der Kämmerer sagte, die Ausgaben für Schulen müssten sinken, weil die Einnahmen seit dem Frühjahr zurückgegangen seien."
	germanCase = "Bürgermeisterin Anna Lindner sagte am Montag vor dem Stadtrat in Neustadt, sie habe von der Warnung nichts gewusst."
	french     = "La maire de la commune a déclaré mardi que les travaux du pont commenceraient au printemps, malgré les critiques de l'opposition qui demande une nouvelle étude."
	spanish    = "El alcalde afirmó el martes que las obras del puente empezarán en primavera, aunque la oposición pide un nuevo estudio antes de gastar el dinero de los vecinos."
	dutch      = "De burgemeester zei dinsdag dat het werk aan de brug in het voorjaar begint, of later als het weer slecht is. We hadden dat eerder moeten weten, was de reactie van de raad."
	dutchWas   = "Het was niet de eerste keer dat de raad over het plan had gesproken, maar of het nu beter is dan toen, was op de avond zelf niet te zeggen. We weten het over een week."
	russian    = "Мэр города заявил во вторник, что ремонт моста начнётся весной, несмотря на критику оппозиции, которая требует нового исследования."
	ukrainian  = "Міський голова заявив у вівторок, що ремонт мосту розпочнеться навесні, попри критику опозиції, яка вимагає нового дослідження."
	bulgarian  = "Кметът на града заяви във вторник, че ремонтът на моста ще започне през пролетта, въпреки критиките на опозицията, която иска ново проучване."
	chinese    = "市长星期二表示，大桥的维修工程将在春季开始，尽管反对派批评并要求进行新的研究。"
	japanese   = "市長は火曜日、橋の修理は春に始まると述べた。野党は新しい調査を求めて批判している。"
	arabic     = "قال رئيس البلدية يوم الثلاثاء إن أعمال إصلاح الجسر ستبدأ في الربيع رغم انتقادات المعارضة التي تطالب بدراسة جديدة."
	hindi      = "महापौर ने मंगलवार को कहा कि पुल की मरम्मत वसंत में शुरू होगी, हालांकि विपक्ष नई जांच की मांग कर रहा है और आलोचना कर रहा है।"
	greek      = "Ο δήμαρχος δήλωσε την Τρίτη ότι οι εργασίες στη γέφυρα θα αρχίσουν την άνοιξη, παρά την κριτική της αντιπολίτευσης."
	hebrew     = "ראש העיר אמר ביום שלישי כי עבודות התיקון של הגשר יתחילו באביב, למרות הביקורת של האופוזיציה הדורשת מחקר חדש."
	italian    = "Il sindaco ha dichiarato martedì che i lavori del ponte inizieranno in primavera, nonostante le critiche dell'opposizione che chiede un nuovo studio."
	portuguese = "O prefeito afirmou na terça-feira que as obras da ponte vão começar na primavera, apesar das críticas da oposição, que pede um novo estudo."
	swedish    = "Borgmästaren sade på tisdagen att arbetet med bron börjar till våren, trots kritiken från oppositionen som kräver en ny utredning av kostnaderna."
	danish     = "Borgmesteren sagde tirsdag, at arbejdet med broen begynder til foråret, trods kritik fra oppositionen, som kræver en ny undersøgelse af udgifterne."
	norwegian  = "Ordføreren sa tirsdag at arbeidet med broen begynner til våren, til tross for kritikk fra opposisjonen, som krever en ny utredning av kostnadene."
	polish     = "Burmistrz powiedział we wtorek, że remont mostu rozpocznie się wiosną, mimo krytyki opozycji, która domaga się nowego badania."
	finnish    = "Kaupunginjohtaja sanoi tiistaina, että sillan korjaus alkaa keväällä, vaikka oppositio arvostelee päätöstä ja vaatii uutta selvitystä."
	indonesian = "Wali kota mengatakan pada hari Selasa bahwa perbaikan jembatan akan dimulai pada musim semi meskipun oposisi menuntut penelitian baru."

	english      = "The mayor said on Tuesday that work on the bridge would begin in the spring, although the opposition has asked for another study before the town spends the money."
	names        = "Present were Giovanni Bianchi, Jürgen Müller, Krzysztof Nowakowski, Søren Østergaard, Marie-Hélène Dubois and José Hernández."
	bareNames    = "Giovanni Bianchi, Jürgen Müller, Krzysztof Nowakowski, Søren Østergaard, Marie-Hélène Dubois, José Hernández, Anneliese Hofstetter"
	teams        = "Borussia Dortmund 2 Bayern München 1, Eintracht Frankfurt 0 Werder Bremen 0, Borussia Mönchengladbach 3 Schalke 4"
	quoted       = "The minister told reporters that “Schadenfreude und Besserwisserei” was no answer, and that the “Energiewende” would go on."
	headline     = "Minister rejects Liechtenstein tax plan amid Bundesbank alarm over Sparkasse losses"
	capitals     = "MINISTER REJECTS LIECHTENSTEIN TAX PLAN AMID BUNDESBANK ALARM OVER SPARKASSE LOSSES IN BAVARIA"
	shortEnglish = "No comment, she said."
	clipped      = "Profits up, sales down, costs flat, orders weak, shares lower: analysts expect further losses next quarter."
	stocks       = "Volkswagen AG, Deutsche Bank AG, Koninklijke Philips NV, Banco Santander SA, Telefónica SA, Société Générale SA"
)

func TestParagraphs(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"german", german, "de"}, {"german with a report", germanCase, "de"}, {"french", french, "fr"}, {"spanish", spanish, "es"},
		{"dutch", dutch, "nl"}, {"dutch like english", dutchWas, "nl"}, {"russian", russian, "ru"}, {"ukrainian", ukrainian, "uk"},
		{"bulgarian", bulgarian, "bg"}, {"chinese", chinese, "zh"}, {"japanese", japanese, "ja"}, {"arabic", arabic, "ar"},
		{"hindi", hindi, "hi"}, {"greek", greek, "el"}, {"hebrew", hebrew, "he"}, {"italian", italian, "it"}, {"portuguese", portuguese, "pt"},
		{"swedish", swedish, "sv"}, {"danish", danish, "da"}, {"norwegian", norwegian, "nb"}, {"polish", polish, "pl"}, {"finnish", finnish, "fi"},
		{"indonesian", indonesian, "id"},
		{"english", english, "en"}, {"names", names, "en"}, {"bare names", bareNames, "en"}, {"teams", teams, "en"}, {"quoted", quoted, "en"},
		{"headline", headline, "en"}, {"capitals", capitals, "en"}, {"short", shortEnglish, "en"}, {"clipped", clipped, "en"}, {"address", "https://example.org/uploads/2021/10/10-19-21-maya-lindgren-case-news-conference-recording-large.jpg", "en"}, {"stocks", stocks, "en"},
	} {
		if got := new(boundedDetector).ofParagraph(c.text); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestDocuments(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		foreign          int
	}{
		{"mostly english", english + "\n\n" + english + "\n\n" + german, "en", 1},
		{"mostly german", german + "\n\n" + german + "\n\n" + english, "de", 2},
		{"most letters in two other languages", english + "\n\n" + german + "\n\n" + german + "\n\n" + french, "de", 3},
		{"german in short lines", strings.Repeat("Der Rat tagt am Montag.\nDie Kritik wird immer lauter.\nNiemand will das zahlen.\n", 5), "de", 15},
	} {
		if s := Of(c.text); s.Main != c.want || len(s.Foreign) != c.foreign {
			t.Errorf("%s: %s, %d foreign paragraphs, want %s, %d", c.name, s.Main, len(s.Foreign), c.want, c.foreign)
		}
	}
}

// TestLongTexts checks that languages of later paragraphs follow from earlier ones, and that long paragraphs are cut for detection.
func TestLongTexts(t *testing.T) {
	if s := Of(strings.Repeat(german+"\n", 2*mostDetections)); s.Main != "de" || len(s.Foreign) != 2*mostDetections {
		t.Errorf("many paragraphs: %s, %d foreign", s.Main, len(s.Foreign))
	}
	if s := Of(strings.Repeat(german+" ", 100)); s.Main != "de" || len(s.Foreign) != 1 {
		t.Errorf("a long paragraph: %s, %d foreign", s.Main, len(s.Foreign))
	}
	if s := Of(strings.Repeat(chinese, 200)); s.Main != "zh" {
		t.Errorf("a long paragraph cut within a character: %s", s.Main)
	}
}
