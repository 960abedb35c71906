namespace QkdMec.Functions.Answers;

/// <summary>Sentences that every health function answers with.</summary>
internal static class AnswerTexts
{
    public const string Disclaimer =
        "This is the output of a statistical model for research and demonstration. It is no medical advice and no diagnosis; ask a physician.";
}
