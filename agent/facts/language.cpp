// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/language.h"

#include <QSet>
#include <QStringList>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Commonest {
    std::array<char, 2> language;
    QStringView words;
};

// Words of one language that are rare in the others.
constexpr std::array Languages{
    Commonest{
        {'e', 'n'},
        u"the and is are was be to of it that this with for you please we should can not don't what why how in on make "
        u"add fix use run when if all now look do does have has from need just let also check"},
    Commonest{{'d', 'e'},
              u"der die das und ist nicht ein eine einen mit für bitte wir ich auf zu von den dem auch noch kann muss "
              u"soll wie "
              u"was warum aber oder mach nutze immer nie statt sollte keine kein mal"},
    Commonest{{'f', 'r'},
              u"le la les des et est pas une un pour avec dans que qui nous je vous sur ce cette il faut ne jamais "
              u"toujours au "
              u"du mais ou plutôt fais utilise sans aussi peux"},
    Commonest{{'e', 's'},
              u"el la los las que es no un una con para por en del se lo y pero como más siempre nunca usa haz está "
              u"este esta "
              u"debe puedes favor vez su"},
    Commonest{{'p', 't'},
              u"o a os as que é não um uma com para por em do da se mas como mais sempre nunca use faça está este esta "
              u"deve você "
              u"ao vez isso também pelo"},
    Commonest{{'i', 't'},
              u"il lo la gli le che è non un una con per di del della si ma come più sempre mai usa fai questo questa "
              u"deve puoi "
              u"invece anche nel sono favore"},
};

std::array<char, 2> byScript(QStringView text)
{
    int kana = 0, hangul = 0, han = 0, cyrillic = 0, letters = 0;
    for (const char32_t c : text.left(1000).toUcs4()) {
        kana += c >= 0x3040 && c <= 0x30FF ? 1 : 0;
        hangul += c >= 0xAC00 && c <= 0xD7A3 ? 1 : 0;
        han += c >= 0x4E00 && c <= 0x9FFF ? 1 : 0;
        cyrillic += c >= 0x0400 && c <= 0x04FF ? 1 : 0;
        letters += QChar::isLetter(c) ? 1 : 0;
    }
    // A few names in Latin letters change nothing: a syllable of these scripts says as much as a word.
    if (kana * 5 > letters || (kana > 2 && han > 0))
        return {'j', 'a'};
    if (hangul * 5 > letters)
        return {'k', 'o'};
    if (han * 5 > letters)
        return {'z', 'h'};
    return cyrillic * 3 > letters ? std::array<char, 2>{'r', 'u'} : std::array<char, 2>{};
}

const QList<QSet<QString>> &commonWords()
{
    static const QList<QSet<QString>> sets = [] {
        QList<QSet<QString>> all;
        for (const Commonest &each : Languages) {
            const QStringList words = each.words.toString().split(u' ');
            all.append(QSet<QString>(words.begin(), words.end()));
        }
        return all;
    }();
    return sets;
}

} // namespace

std::array<char, 2> languageOf(QStringView folded)
{
    const auto script = byScript(folded);
    if (script[0] != 0)
        return script;
    std::array<int, Languages.size()> hits{};
    QString word;
    const QString text = folded.left(1000).toString() + u' ';
    for (const QChar c : text) {
        if (c.isLetter() || c == u'\'') {
            word += c;
            continue;
        }
        for (std::size_t i = 0; !word.isEmpty() && i < Languages.size(); ++i)
            hits[i] += commonWords()[static_cast<qsizetype>(i)].contains(word) ? 1 : 0;
        word.clear();
    }
    const auto best = std::ranges::max_element(hits);
    const bool tied = std::ranges::count(hits, *best) > 1;
    return *best == 0 || tied ? std::array<char, 2>{}
                              : Languages[static_cast<std::size_t>(best - hits.begin())].language;
}

} // namespace assay
