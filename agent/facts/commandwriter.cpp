// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/commandwriter.h"

#include "agent/facts/characters.h"
#include "agent/facts/shellprograms.h"

#include <algorithm>
#include <set>

namespace assay {

namespace {

constexpr std::size_t mostArguments = 8;
constexpr std::size_t longestForm = 400;
constexpr std::size_t longestVerb = 40;
constexpr std::size_t longestProgram = 80;

bool isVerb(const ShellWord &word)
{
    const std::string_view text = word.text;
    return !word.quoted && !word.expands && !word.globs && !text.empty() && text.size() <= longestVerb &&
           (isLetter(text[0]) || text[0] == '@') && text.find('.') == std::string_view::npos &&
           std::ranges::all_of(text, [](char c) {
               return isWordCharacter(c) || c == ':' || c == '-' || c == '@' || c == '/' || c == '+';
           });
}

// Programs of the system, of a virtual environment or of node go by their name; those of the project by their path.
std::string headProgram(const ShellWord &word, const FactPlace &place)
{
    const std::string_view text = word.text;
    if (text.empty() || word.expands || text.size() > longestProgram ||
        text.find_first_of(" <>\n\t") != std::string_view::npos)
        return "<program>";
    if (text.find('/') == std::string_view::npos)
        return std::string(text);
    const bool installed =
        text.find("/bin/") != std::string_view::npos || text.starts_with("~/") || text.starts_with("bin/");
    const std::string placed = placedPath(text, place);
    if (placed.starts_with('/') || placed.starts_with('~') ||
        (installed && placed.find("bin/") != std::string::npos && placed.starts_with('.')) ||
        placed.find("node_modules/") != std::string::npos)
        return placed.starts_with("/tmp/") || placed.starts_with("/private/") ? std::string("<script>")
                                                                              : std::string(programName(text));
    return placed.starts_with('.') ? placed : "./" + placed;
}

class CommandWriter {
public:
    CommandWriter(const std::vector<ShellWord> &words, const FactPlace &place)
        : m_words(words)
        , m_place(place)
    {
    }

    NormalCommand write(const std::vector<ShellWord> &environment)
    {
        readHead();
        readArguments();
        NormalCommand command;
        command.program = m_program;
        command.head = m_head;
        command.form = m_head;
        if (m_unknownVerb)
            add(command.form, slotOf(*m_unknownVerb, ArgumentRole::Plain, m_place));
        for (const std::string &flag : m_flags)
            add(command.form, flag);
        for (const std::string &argument : m_arguments)
            add(command.form, argument);
        for (const ShellWord &variable : environment)
            addVariable(command.form, variable);
        return command;
    }

private:
    void readHead()
    {
        m_program = headProgram(m_words.front(), m_place);
        m_head = m_program == "python3" ? std::string("python") : m_program;
        m_at = 1;
        if (m_head == "python" && m_words.size() > 2 && m_words[1].text == "-m" && !m_words[2].expands) {
            m_head += " -m " + m_words[2].text.substr(0, longestVerb);
            m_program = m_words[2].text;
            m_at = 3;
            return;
        }
        std::string verbs;
        const int known = verbsBehind(programName(m_program), {});
        if (known < 0 && m_words.size() > 1 && isVerb(m_words[1]))
            m_unknownVerb = &m_words[m_at++];
        while (known > 0 && verbsBehind(programName(m_program), verbs) > 0) {
            while (m_at < m_words.size() && m_words[m_at].text.starts_with('-') && m_words[m_at].text.size() > 1)
                option();
            if (m_at >= m_words.size() || !isVerb(m_words[m_at]))
                break;
            const std::string &verb = m_words[m_at++].text;
            verbs += (verbs.empty() ? "" : " ") + verb;
            m_head += ' ' + verb;
        }
        m_pattern = isListed("grep egrep fgrep rg ag sed awk jq yq perl", m_program);
    }

    void readArguments()
    {
        while (m_at < m_words.size()) {
            const ShellWord &word = m_words[m_at];
            if (m_program == "find" && (word.text == "-exec" || word.text == "-execdir"))
                break;
            if (word.text == "--") {
                ++m_at; // what follows is meant for another program, or are no options: both read alike
            } else if (word.text.size() > 1 && word.text[0] == '-' &&
                       word.text.find_first_of(" \n") == std::string::npos) {
                option();
            } else {
                ++m_at;
                if (m_arguments.size() < mostArguments)
                    m_arguments.push_back(argument(word));
            }
        }
    }

    std::string argument(const ShellWord &word)
    {
        if (m_pattern && m_arguments.empty()) {
            m_pattern = false;
            return "<string>";
        }
        if (m_head == "gh api" && m_arguments.empty() && !word.expands)
            return endpoint(word.text);
        return slotOf(word, positionRole(), m_place);
    }

    // The place of an interface, its owner, repository and numbers masked.
    static std::string endpoint(std::string_view path)
    {
        if (path.starts_with('/'))
            path.remove_prefix(1);
        path = path.substr(0, path.find('?'));
        std::string masked;
        std::size_t part = 0;
        const bool repository = path.starts_with("repos/");
        for (std::size_t at = 0; at <= path.size(); ++part) {
            const std::size_t end = std::min(path.find('/', at), path.size());
            const std::string_view piece = path.substr(at, end - at);
            const bool number = !piece.empty() && std::ranges::all_of(piece, isDigit);
            const bool sha =
                piece.size() >= 7 && std::ranges::all_of(piece, isHexDigit) && std::ranges::any_of(piece, isDigit);
            masked += part == 0 ? "" : "/";
            masked += repository && part == 1   ? "OWNER"
                      : repository && part == 2 ? "REPO"
                      : number || sha           ? "N"
                                                : piece;
            at = end + 1;
        }
        const bool plain = std::ranges::all_of(masked, [](char c) {
            return isWordCharacter(c) || std::string_view("/-.{}:").find(c) != std::string_view::npos;
        });
        return slotText("endpoint", plain ? masked : std::string_view());
    }

    ArgumentRole positionRole() const
    {
        if (m_program == "git" &&
            isListed("checkout switch branch merge rebase push pull fetch log diff show reset cherry-pick tag "
                     "revert worktree",
                     verb()))
            return ArgumentRole::Ref;
        if (isListed("npm pnpm yarn bun pip pip3 uv cargo go brew apt apt-get gem poetry pipx dnf apk", m_program) &&
            (m_head.ends_with(" install") || m_head.ends_with(" add") || m_head.ends_with(" i") ||
             m_head.ends_with(" get")))
            return ArgumentRole::Package;
        return ArgumentRole::Plain;
    }

    std::string_view verb() const
    {
        const std::string_view head = m_head;
        const std::size_t first = head.find(' ');
        return first == std::string_view::npos ? std::string_view()
                                               : head.substr(first + 1, head.find(' ', first + 1) - first - 1);
    }

    static ArgumentRole optionRole(std::string_view name)
    {
        if (isListed("-m --message --title --body --notes --subject --description --jq -q --grep --search --data -d -H "
                     "--header -e -k",
                     name))
            return ArgumentRole::Message;
        if (isListed("--branch --base --head -b -B", name))
            return ArgumentRole::Ref;
        return isListed("--port -p", name) ? ArgumentRole::Port : ArgumentRole::Plain;
    }

    // The option at m_at, with its value.
    void option()
    {
        const ShellWord &word = m_words[m_at++];
        const std::string_view text = word.text;
        const std::size_t equals = text.find('=');
        const std::string_view name = text.substr(0, equals);
        const bool plain = name.size() <= longestVerb &&
                           std::ranges::all_of(name, [](char c) { return isWordCharacter(c) || c == '-' || c == '.'; });
        if (!plain) {
            m_flags.insert("<option>");
        } else if (equals != std::string_view::npos) {
            ShellWord value = word;
            value.text = text.substr(equals + 1);
            m_flags.insert(std::string(name) + '=' + slotOf(value, optionRole(name), m_place));
        } else if (const std::size_t digits = name.find_first_of("0123456789");
                   digits != std::string_view::npos && digits <= 2 && !name.starts_with("--") &&
                   name.find_first_not_of("0123456789", digits) == std::string_view::npos) {
            m_flags.insert(std::string(name.substr(0, digits)) + slotText("int", name.substr(digits).substr(0, 5)));
        } else if (takesValue(programName(m_program), name) && m_at < m_words.size()) {
            m_flags.insert(std::string(name) + ' ' + slotOf(m_words[m_at++], optionRole(name), m_place));
        } else {
            m_flags.insert(word.expands ? std::string("<option>") : std::string(name));
        }
    }

    static void add(std::string &form, std::string_view piece)
    {
        if (form.size() + piece.size() + 1 > longestForm)
            return;
        form += ' ';
        form += piece;
    }

    void addVariable(std::string &form, const ShellWord &variable) const
    {
        ShellWord value = variable;
        const std::size_t equals = variable.text.find('=');
        const std::string name = variable.text.substr(0, equals);
        value.text = variable.text.substr(equals + 1);
        const std::string slot =
            slotOf(value, name.ends_with("PORT") ? ArgumentRole::Port : ArgumentRole::Plain, m_place);
        const std::size_t said = slot.find('=');
        add(form, "<env:" + name.substr(0, longestVerb) + (said == std::string::npos ? ">" : slot.substr(said)));
    }

    const std::vector<ShellWord> &m_words;
    const FactPlace &m_place;
    std::size_t m_at = 0;
    std::string m_program;
    std::string m_head;
    const ShellWord *m_unknownVerb = nullptr;
    bool m_pattern = false; // the first argument is a pattern or a program text
    std::set<std::string> m_flags;
    std::vector<std::string> m_arguments;
};

} // namespace

NormalCommand writtenCommand(const std::vector<ShellWord> &words, const std::vector<ShellWord> &environment,
                             const FactPlace &place)
{
    return CommandWriter(words, place).write(environment);
}

std::string fileWritten(const ShellCommand &command, const std::vector<ShellWord> &words, const FactPlace &place)
{
    const std::string_view program = programName(words.front().text);
    const bool says = (program == "cat" && command.hereText) || program == "echo" || program == "printf";
    if (says && !command.writesTo.empty() && !command.writesTo.front().starts_with("/dev/"))
        return placedPath(command.writesTo.front(), place);
    if (program == "tee" && command.hereText && words.size() > 1 && !words.back().text.starts_with('-'))
        return placedPath(words.back().text, place);
    return {};
}

std::string_view programName(std::string_view word)
{
    const std::size_t slash = word.rfind('/');
    return slash == std::string_view::npos || slash + 1 == word.size() ? word : word.substr(slash + 1);
}

bool isAssignment(const ShellWord &word)
{
    const std::size_t equals = word.text.find('=');
    if (equals == std::string::npos || equals == 0 || isDigit(word.text[0]))
        return false;
    return std::ranges::all_of(std::string_view(word.text).substr(0, equals), isWordCharacter);
}

bool isListed(std::string_view list, std::string_view word)
{
    for (std::size_t at = word.empty() ? std::string_view::npos : list.find(word); at != std::string_view::npos;
         at = list.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' '))
            return true;
    }
    return false;
}

} // namespace assay
