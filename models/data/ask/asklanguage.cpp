// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/ask/asklanguage.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// Rows of words separated by blanks: English, German, French, Spanish, Italian, Portuguese.
template<typename Value>
struct Row {
    Value value;
    const char *words;
};

template<typename Value, std::size_t count>
QHash<QString, Value> tableOf(const Row<Value> (&rows)[count])
{
    QHash<QString, Value> table;
    for (const Row<Value> &row : rows) {
        for (const QString &word : QString::fromUtf8(row.words).split(u' ', Qt::SkipEmptyParts))
            table.insert(word, row.value);
    }
    return table;
}

template<typename Value>
std::optional<Value> lookUp(const QHash<QString, Value> &table, const QString &word)
{
    const auto found = table.constFind(word);
    return found == table.constEnd() ? std::nullopt : std::optional(*found);
}

constexpr Row<AskUnit> unitRows[] = {
    {AskUnit::Minute, "minute minutes min mins minuten minuto minutos minuti"},
    {AskUnit::Hour, "hour hours hr hrs stunde stunden heure heures hora horas ora ore"},
    {AskUnit::Day, "day days tag tage tagen jour jours día días dia dias giorno giorni"},
    {AskUnit::Week, "week weeks woche wochen semaine semaines semana semanas settimana settimane"},
    {AskUnit::Month, "month months monat monate monaten mois mes meses mês mese mesi"},
};

constexpr Row<AskMark> markRows[] = {
    {AskMark::Last,
     "last past previous latest recent letzte letzten letzter letztem dernier derniers dernière dernières "
     "último últimos última últimas ultimo ultimi ultima ultime"},
    {AskMark::Ago, "ago her"},
    {AskMark::Since, "since after seit depuis desde dal dalla"},
    {AskMark::Until, "until till before bis vor jusque jusqu'à hasta até fino"},
    {AskMark::Between, "between from zwischen von entre da"},
    {AskMark::To, "to - – and und et y e a"},
    {AskMark::On, "on at am um le el il"},
    {AskMark::In, "in im en em"},
    {AskMark::This, "this current diese dieser diesen dieses cette ce esta este questa questo"},
    {AskMark::Today, "today tonight heute aujourd'hui hoy hoje oggi"},
    {AskMark::Yesterday, "yesterday gestern hier ayer ontem ieri"},
    {AskMark::Noon, "noon midday mittag midi mediodía mezzogiorno"},
    {AskMark::Midnight, "midnight mitternacht minuit medianoche mezzanotte"},
    {AskMark::Morning, "morning morgen matin mañana mattina"},
    {AskMark::Evening, "evening abend soir noche sera"},
    {AskMark::Always, "ever always overall immer jamais siempre sempre"},
};

constexpr Row<AskOutcome> outcomeRows[] = {
    {AskOutcome::Failed,
     "fail fails failed failing failure failures error errors errored broke broken breaking crash crashes crashed "
     "fehler fehlgeschlagen fehlschläge gescheitert échec échecs erreur erreurs échoué fallo fallos error errores "
     "falla "
     "fallas fallado erro erros falha falhas errore errori fallimenti"},
    {AskOutcome::Denied, "denied refused refusal refusals rejected rejections abgelehnt verweigert refusé refusés "
                         "rechazado rechazados recusado rifiutato"},
    {AskOutcome::Interrupted,
     "interrupted interruptions cancelled canceled aborted unterbrochen abgebrochen interrompu "
     "interrumpido interrotto"},
    {AskOutcome::Trouble, "problem problems trouble troubles issue issues probleme problem problème problèmes problema "
                          "problemas problemi wrong"},
    {AskOutcome::Ok,
     "succeeded success successes successful passed passing worked ok erfolgreich geklappt réussi réussis "
     "éxito exitoso sucesso riuscito"},
};

constexpr Row<int> numberRows[] = {
    {1, "one a an ein eine einer une un una uno"},
    {2, "two couple zwei deux dos due"},
    {3, "three drei trois tres tre"},
    {4, "four vier quatre cuatro quattro"},
    {5, "five fünf cinq cinco cinque"},
    {6, "six sechs seis sei"},
    {7, "seven sieben sept siete sette"},
    {8, "eight acht huit ocho otto"},
    {9, "nine neun neuf nueve nove"},
    {10, "ten zehn dix diez dieci"},
    {12, "twelve zwölf douze doce dodici"},
    {15, "fifteen fünfzehn quinze quince quindici"},
    {20, "twenty zwanzig vingt veinte venti"},
    {24, "twenty-four"},
    {30, "thirty dreißig trente treinta trenta"},
    {45, "forty-five"},
    {60, "sixty sechzig soixante sesenta"},
    {90, "ninety neunzig"},
};

constexpr Row<int> weekdayRows[] = {
    {1, "monday mon montag lundi lunes lunedì"},        {2, "tuesday tue dienstag mardi martes martedì"},
    {3, "wednesday wed mittwoch mercredi miércoles"},   {4, "thursday thu donnerstag jeudi jueves giovedì"},
    {5, "friday fri freitag vendredi viernes venerdì"}, {6, "saturday samstag samedi sábado sabato"},
    {7, "sunday sonntag dimanche domingo domenica"},
};

constexpr Row<int> monthRows[] = {
    {1, "january jan januar janvier enero"},
    {2, "february feb februar février febrero"},
    {3, "march mar märz mars marzo"},
    {4, "april apr avril abril"},
    {5, "may mai mayo"},
    {6, "june jun juni juin junio"},
    {7, "july jul juli juillet julio"},
    {8, "august aug août agosto"},
    {9, "september sep sept septembre"},
    {10, "october oct oktober okt octobre octubre"},
    {11, "november nov novembre noviembre"},
    {12, "december dec dezember dez décembre diciembre"},
};

QSet<QString> setOf(const char *words)
{
    const QStringList list = QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts);
    return {list.begin(), list.end()};
}

constexpr auto everywhereWords = "fleet everywhere projects workspace flotte überall partout flota todos";

constexpr auto fillWords =
    "summarize summarise summary summaries sum up give show list tell me us please what which who how many much often "
    "when "
    "where why did do does done doing was were is are has have had been be being the a an of in on at for with about "
    "by "
    "across over all any every each and or but as so it its there that this these those i we you they he she my our "
    "your "
    "their happened happen happening seen see saw occurred occur occurring count number total it's what's kind kinds "
    "of "
    "agent agents session sessions run runs ran call calls called event events thing things stuff time times during "
    "within "
    "most common top biggest newest first lately recently just now only also than more less far today's went go going "
    "get got getting had during changed change changes work worked since until from to "
    "was ist sind war waren wie viele welche welcher welches wer wo der die das den dem des ein eine im in und oder "
    "mit von "
    "zu es gab gibt hat haben wurde wurden zeig zeige mir alle fasse zusammen passiert bei auf für über "
    "quels quelles quel quelle combien les des du de la le dans et ou avec sur pour qui que quoi est sont a eu résume "
    "tous "
    "toutes "
    "qué cuáles cuántos cuántas los las el la del de en y o con por para hubo hay ha han resume todas "
    "quali quanti quante gli i nel nella nelle negli dei delle degli del dello per con di ci sono stati stato tutti "
    "tutte "
    "quais quantos quantas os as um uma dos das do no na nos nas em houve foram todas aufrufe aufruf anrufe ganzen "
    "ganze "
    "appels llamadas chiamate chamadas au aux du";

} // namespace

std::optional<AskUnit> askUnit(const QString &word)
{
    static const auto table = tableOf(unitRows);
    return lookUp(table, word);
}

std::optional<AskMark> askMark(const QString &word)
{
    static const auto table = tableOf(markRows);
    return lookUp(table, word);
}

std::optional<AskOutcome> askOutcomeWord(const QString &word)
{
    static const auto table = tableOf(outcomeRows);
    return lookUp(table, word);
}

std::optional<int> askNumber(const QString &word)
{
    bool isNumber = false;
    const int number = word.toInt(&isNumber);
    if (isNumber)
        return number > 0 ? std::optional(number) : std::nullopt;
    static const auto table = tableOf(numberRows);
    return lookUp(table, word);
}

int askWeekday(const QString &word)
{
    static const auto table = tableOf(weekdayRows);
    return lookUp(table, word).value_or(0);
}

int askMonth(const QString &word)
{
    static const auto table = tableOf(monthRows);
    return lookUp(table, word).value_or(0);
}

bool isEverywhereWord(const QString &word)
{
    static const QSet<QString> words = setOf(everywhereWords);
    return words.contains(word);
}

bool isFillWord(const QString &word)
{
    static const QSet<QString> words = setOf(fillWords);
    return words.contains(word);
}

} // namespace assay
